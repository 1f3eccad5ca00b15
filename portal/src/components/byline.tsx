import type { Writer } from '@passerelle/gateway/client';
import { instantText } from '../texts/formats.ts';
import type { Texts } from '../texts/language.ts';
import { useReading } from '../texts/use-texts.ts';
import { Icon, type IconName } from './icon.tsx';

const icons: Record<Writer['kind'], IconName> = {
  patient: 'person',
  representative: 'person',
  professional: 'doctor',
  organization: 'building',
  other: 'note',
};

export function writerText({ kind, name }: Writer, { writer }: Texts): string {
  if (kind === 'patient') return writer.you;
  return kind === 'representative' ? writer.representative(name ?? '') : (name ?? writer.unknown);
}

/** Who wrote it, and when (D). */
export function Byline({ author, at }: { author: Writer; at: string }) {
  const { texts, language } = useReading();
  return (
    <p className="byline">
      <Icon name={icons[author.kind]} />
      <span>{texts.writer.by(writerText(author, texts), instantText(at, language))}</span>
    </p>
  );
}
