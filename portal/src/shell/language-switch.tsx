import { useReading } from '../texts/use-texts.ts';

/** To the other language, named in that language. */
export function LanguageSwitch() {
  const { language, read } = useReading();
  const other = language === 'fr' ? 'en' : 'fr';
  const name = other === 'fr' ? 'Français' : 'English';
  return (
    <button type="button" className="button bare" lang={other} onClick={() => read(other)}>
      <span className="wide-only">{name}</span>
      <span className="narrow-only">
        {other.toUpperCase()}
        <span className="unseen">, {name}</span>
      </span>
    </button>
  );
}
