import { useTexts } from '../texts/use-texts.ts';

/** The first stop of the keyboard: past the ways around, to the page. */
export function SkipLink() {
  const { shell } = useTexts();
  return (
    <a
      className="skip"
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}
    >
      {shell.skip}
    </a>
  );
}
