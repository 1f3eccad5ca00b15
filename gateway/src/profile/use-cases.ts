import {
  absenceFromFhir,
  absenceToFhir,
  isUnreadable,
  type AbsenceResource,
  type AbsenceSection,
  type Concept,
  type Recorded,
} from '@passerelle/fhir-mappings';
import type { Enter } from '../access/enter.ts';
import type { PatientRecord } from '../access/record.ts';
import { problem } from '../errors.ts';
import { allOf } from '../entries/all.ts';
import { authorOf } from '../entries/author.ts';
import { asPatient, entriesOf, type Asking, type Entries, type EntryList } from '../entries/entries.ts';

type SectionType = Exclude<AbsenceResource['resourceType'], 'Immunization'>;
type SectionResource = Extract<AbsenceResource, { resourceType: SectionType }>;

/** D: a section of the profile, which can also say that there is nothing to declare. */
export interface Section<E> extends Omit<Entries<E>, 'list'> {
  list: (asking: Asking) => Promise<EntryList<E> & { nothing: boolean }>;
  /** @throws Problem `section-not-empty` when there are entries. */
  declareNothing: (asking: Asking, nothing: boolean) => Promise<void>;
}

/** Diseases, treatments and allergies are the same section with another concept. */
export function sectionOf<E, R extends SectionResource>(
  enter: Enter,
  concept: Concept<Recorded<E>, R>,
  section: AbsenceSection,
): Section<E> {
  const type: SectionType = concept.resourceType;
  const entries = entriesOf(enter, concept);
  const within = asPatient(enter, concept.action);
  const list = async (asking: Asking): Promise<EntryList<E> & { nothing: boolean }> => {
    const found = await entries.list(asking);
    const empty = found.entries.length + found.foreign.length === 0;
    const absent = empty && (await within(asking, 'search', type, (record) => absences(record, type))).length > 0;
    return { entries: found.entries.sort(newestFirst), foreign: found.foreign, nothing: absent };
  };
  const takeBack = (asking: Asking): Promise<void> =>
    within(asking, 'remove', type, async (record) => {
      for (const { id } of await absences(record, type)) if (id) await record.remove(type, id, undefined);
    });
  return {
    ...entries,
    list,
    add: async (asking, entry) => {
      const saved = await entries.add(asking, entry);
      await takeBack(asking);
      return saved;
    },
    declareNothing: async (asking, nothing) => {
      if (!nothing) return takeBack(asking);
      const now = await list(asking);
      if (now.entries.length + now.foreign.length > 0) throw problem('section-not-empty');
      if (now.nothing) return;
      const { patient } = asking.caller;
      const absence = absenceToFhir({ patient, author: authorOf(asking.caller), entry: { section } });
      await within(asking, 'add', type, (record) => record.create(absence));
    },
  };
}

async function absences(record: PatientRecord, type: SectionType): Promise<AbsenceResource[]> {
  const resources: AbsenceResource[] = await allOf(record, type);
  return resources.filter((resource) => !isUnreadable(absenceFromFhir(resource)));
}

const newestFirst = (one: { updatedAt: string }, other: { updatedAt: string }): number =>
  other.updatedAt.localeCompare(one.updatedAt);
