import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { groupNir } from '../opening/nir.ts';
import { Facts, Part } from './part.tsx';

interface Props {
  /** Each name that is shown, by what it is called. */
  names: readonly (readonly [term: string, value: string])[];
  birthDate?: string | undefined;
  ins: string;
}

/** Who a space is of, as the health insurer says it: not to be changed here. */
export function Identity({ names, birthDate, ins }: Props) {
  const { texts, language } = useReading();
  const { settings } = texts;
  const facts = [
    ...names,
    ...(birthDate ? ([[settings.birthDate, dateText(birthDate, language)]] as const) : []),
    [settings.ins, groupNir(ins)],
  ] as const;
  return (
    <Part id="identity" title={settings.identity}>
      <Facts facts={facts} />
      <p className="soft small">{settings.identityText}</p>
    </Part>
  );
}
