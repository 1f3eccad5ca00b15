import {
  bodyMassIndex,
  measure,
  measureKind,
  SIMPLE_MEASURES,
  type Measure,
  type MeasureName,
} from '@passerelle/fhir-mappings';
import type { Enter } from '../access/enter.ts';
import { asPatient, entriesOf, type Asking, type Entries, type EntryList } from '../entries/entries.ts';
import { keptOf, type KeptEntry } from '../entries/kept.ts';

export const measureNames = [...Object.keys(SIMPLE_MEASURES), 'blood-pressure'] as MeasureName[];
export const isMeasureName = (name: string): name is MeasureName => measureNames.some((known) => known === name);

/** D9: what a patient does with her measures. */
export interface Measures extends Omit<Entries<Measure>, 'list'> {
  /** One kind, newest first. */
  history: (asking: Asking, kind: MeasureName) => Promise<EntryList<Measure>>;
  /** The last value of each kind; a body mass index that nobody recorded is computed, with id `computed` and no version. */
  latest: (asking: Asking) => Promise<KeptEntry<Measure>[]>;
}

const loinc = 'http://loinc.org';
const codeSearch = (kind: MeasureName): [string, string] => {
  const { loinc: written, older } = measureKind(kind);
  return ['code', [...written, ...older].map((code) => `${loinc}|${code}`).join(',')];
};

export function measuresOf(enter: Enter): Measures {
  const entries = entriesOf(enter, measure);
  const within = asPatient(enter, measure.action);
  return {
    ...entries,
    history: async (asking, kind) => {
      const { entries: found, foreign } = await entries.list(asking, [codeSearch(kind), ['_sort', '-date']]);
      return { entries: found.sort(newestFirst), foreign };
    },
    latest: (asking) =>
      within(asking, 'search', 'Observation', async (record) => {
        const search = async (parameters: [string, string][]) => {
          const { resources, next } = await record.search('Observation', [...parameters, ['_sort', '-date']]);
          const read = resources.map((resource) => ({ resource, said: measure.fromFhir(resource) }));
          const kept = read.flatMap(({ resource, said }) =>
            'entry' in said ? [keptOf(resource, said.author, said.entry)] : [],
          );
          return { kept, more: next !== undefined };
        };
        // Most people's last values stand on the first page; the kinds that do not are asked for by their code.
        const first = await search([['_count', '100']]);
        const missing = first.more ? measureNames.filter((kind) => !lastOf(first.kept, kind)) : [];
        const rest = await Promise.all(missing.map((kind) => search([codeSearch(kind), ['_count', '5']])));
        return withIndex([first, ...rest].flatMap(({ kept }) => kept));
      }),
  };
}

function withIndex(all: KeptEntry<Measure>[]): KeptEntry<Measure>[] {
  const last = measureNames.flatMap((kind) => lastOf(all, kind) ?? []);
  const weight = lastOf(all, 'weight');
  const height = lastOf(all, 'height');
  if (!weight || !height || lastOf(all, 'bmi')) return last;
  return [...last, computedIndex(weight, height)];
}

function computedIndex(weight: KeptEntry<Measure>, height: KeptEntry<Measure>): KeptEntry<Measure> {
  const value = bodyMassIndex(valueOf(weight), valueOf(height));
  const { when } = [weight, height].sort(newestFirst)[0]?.entry ?? weight.entry;
  const updatedAt = [weight.updatedAt, height.updatedAt].sort()[1] ?? weight.updatedAt;
  return { id: 'computed', version: '', author: { kind: 'other' }, updatedAt, entry: { kind: 'bmi', value, when } };
}

const valueOf = ({ entry }: KeptEntry<Measure>): number => ('value' in entry ? entry.value : Number.NaN);

const lastOf = (all: KeptEntry<Measure>[], kind: MeasureName): KeptEntry<Measure> | undefined =>
  all.filter(({ entry }) => entry.kind === kind).sort(newestFirst)[0];

/** By the time of the measure; a day stands before the instants of the same day. */
const newestFirst = (one: KeptEntry<Measure>, other: KeptEntry<Measure>): number =>
  timeOf(other) - timeOf(one) || other.updatedAt.localeCompare(one.updatedAt);

const timeOf = ({ entry }: KeptEntry<Measure>): number => new Date(entry.when).getTime();
