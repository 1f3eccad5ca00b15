import type { Measure, MeasureName } from '@passerelle/fhir-mappings';
import { LineChart, type Line } from '../../charts/line-chart.tsx';
import type { Kept } from '../../entries/book.ts';
import { numberText, shortDay } from '../../texts/formats.ts';
import type { Texts } from '../../texts/language.ts';
import { useReading } from '../../texts/use-texts.ts';
import { kindText, unitText } from './kinds.ts';

/** One line of values, or the two of a blood pressure, the oldest first. */
function linesOf(entries: readonly Kept<Measure>[], label: string, { measures }: Texts): Line[] {
  const oldest = entries.map(({ entry }) => ({ entry, at: Date.parse(entry.when) })).sort((a, b) => a.at - b.at);
  const line = (name: string, read: (measure: Measure) => number): Line => ({
    label: name,
    points: oldest.map(({ entry, at }) => ({ at, value: read(entry) })),
  });
  if (entries.every(({ entry }) => entry.kind !== 'blood-pressure'))
    return [line(label, (entry) => (entry.kind === 'blood-pressure' ? Number.NaN : entry.value))];
  return [
    line(measures.systolic, (entry) => (entry.kind === 'blood-pressure' ? entry.systolic : Number.NaN)),
    line(measures.diastolic, (entry) => (entry.kind === 'blood-pressure' ? entry.diastolic : Number.NaN)),
  ];
}

export function MeasureChart({ kind, entries }: { kind: MeasureName; entries: readonly Kept<Measure>[] }) {
  const { texts, language } = useReading();
  const { measures } = texts;
  const name = kindText(kind, language);
  if (entries.length < 2) return <p className="soft">{measures.oneValue}</p>;
  return (
    <section className="card section">
      <div className="card-head">
        <h2>{measures.chart}</h2>
        <span className="soft">{unitText(kind, language)}</span>
      </div>
      <LineChart
        lines={linesOf(entries, name, texts)}
        label={measures.chartOf(name, entries.length)}
        number={(value) => numberText(value, language)}
        date={(at) => shortDay(at, language)}
      />
    </section>
  );
}
