import type { Measure, MeasureName } from '@passerelle/fhir-mappings';
import type { Foreign } from '@passerelle/gateway/client';
import { IconButton } from '../../components/button.tsx';
import { writerText } from '../../components/byline.tsx';
import type { Kept } from '../../entries/book.ts';
import { briefWhen } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { kindText, otherUnits, unitText, valueText } from './kinds.ts';

interface Props {
  kind: MeasureName;
  entries: readonly Kept<Measure>[];
  foreign: readonly Foreign[];
  onChange: (kept: Kept<Measure>) => void;
  onRemove: (kept: Kept<Measure>) => void;
}

/** The same values as the chart, newest first, each with who wrote it. */
export function MeasureTable({ kind, entries, foreign, onChange, onRemove }: Props) {
  const { texts, language } = useReading();
  const { measures, profile } = texts;
  return (
    <section className="card section">
      <h2 id="measure-table">{measures.table}</h2>
      <div className="table-wrap" tabIndex={0} role="region" aria-labelledby="measure-table">
        <table className="table">
          <caption className="unseen">{kindText(kind, language)}</caption>
          <thead>
            <tr>
              <th scope="col">{measures.date}</th>
              <th scope="col">
                {measures.value} ({unitText(kind, language)})
              </th>
              <th scope="col" className="wide-only">
                {measures.source}
              </th>
              <th scope="col">
                <span className="unseen">{measures.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((kept) => (
              <Row key={kept.id} kept={kept} onChange={() => onChange(kept)} onRemove={() => onRemove(kept)} />
            ))}
            {foreign.map(({ id, label, author, updatedAt }) => (
              <tr key={id}>
                <td>{briefWhen(updatedAt, language)}</td>
                <td>
                  {label} <span className="badge">{profile.foreign}</span>
                </td>
                <td className="wide-only">{writerText(author, texts)}</td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ kept, onChange, onRemove }: { kept: Kept<Measure>; onChange: () => void; onRemove: () => void }) {
  const { texts, language } = useReading();
  const { entry, author } = kept;
  const value = valueText(entry, language);
  const also = otherUnits(entry, language);
  const when = briefWhen(entry.when, language);
  return (
    <tr>
      <td>
        <time dateTime={entry.when}>{when}</time>
      </td>
      <td className="number">
        <strong>{value}</strong>
        {also && <div className="soft small">{also}</div>}
        <div className="soft small narrow-only">{writerText(author, texts)}</div>
        {entry.comment && <div className="soft small pre">{entry.comment}</div>}
      </td>
      <td className="soft wide-only">{writerText(author, texts)}</td>
      <td>
        <div className="entry-tools end">
          {entry.kind !== 'bmi' && (
            <IconButton icon="edit" label={texts.form.changeNamed(`${value}, ${when}`)} onPress={onChange} />
          )}
          <IconButton icon="trash" label={texts.form.removeNamed(`${value}, ${when}`)} onPress={onRemove} />
        </div>
      </td>
    </tr>
  );
}
