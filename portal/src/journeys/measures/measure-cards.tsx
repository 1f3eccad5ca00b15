import type { Measure } from '@passerelle/fhir-mappings';
import { Icon } from '../../components/icon.tsx';
import type { Kept } from '../../entries/book.ts';
import { Link } from '../../router/link.tsx';
import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { kindText, lookOf, otherUnits, unitText, valueText } from './kinds.ts';

/** The last value of each kind, one card each; the card leads to the history. */
export function MeasureCards({ entries }: { entries: readonly Kept<Measure>[] }) {
  return (
    <ul className="measure-cards">
      {entries.map(({ id, entry }) => (
        <li key={id}>
          <MeasureCard measure={entry} />
        </li>
      ))}
    </ul>
  );
}

function MeasureCard({ measure }: { measure: Measure }) {
  const { texts, language } = useReading();
  const { icon, hue } = lookOf(measure.kind);
  const also = otherUnits(measure, language);
  const name = kindText(measure.kind, language);
  return (
    <Link href={`/measures/${measure.kind}`} className="card measure-card">
      <span className="measure-name">
        <span className={`tile ${hue}`}>
          <Icon name={icon} />
        </span>
        {name}
      </span>
      <span className="measure-value number">
        {valueText(measure, language)} <small>{unitText(measure.kind, language)}</small>
      </span>
      {also && (
        <span className="soft small">
          {texts.measures.also} {also}
        </span>
      )}
      <time className="soft small" dateTime={measure.when}>
        {dateText(measure.when, language)}
      </time>
    </Link>
  );
}
