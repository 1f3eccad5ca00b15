import { isUnreadable, type Concept, type Recorded } from '@passerelle/fhir-mappings';
import type { Resource } from '@medplum/fhirtypes';
import type { Action, ServedType, Verb } from '../access/action.ts';
import type { PatientCaller } from '../access/caller.ts';
import type { Enter } from '../access/enter.ts';
import type { PatientRecord } from '../access/record.ts';
import type { Foreign, Saved } from '../client/shapes.ts';
import { problem } from '../errors.ts';
import type { SearchParameters } from '../fhir/server.ts';
import { allOf } from './all.ts';
import { authorOf } from './author.ts';
import { foreignOf, keptOf, savedOf, type KeptEntry } from './kept.ts';

/** Whose request it is; `request` is its reference, for the audit. */
export interface Asking {
  caller: PatientCaller;
  request: string;
}

export interface EntryList<E> {
  entries: KeptEntry<E>[];
  foreign: Foreign[];
}

/** What a patient does with the entries of one concept of her record. */
export interface Entries<E> {
  list: (asking: Asking, parameters?: SearchParameters) => Promise<EntryList<E>>;
  add: (asking: Asking, entry: E) => Promise<Saved>;
  /** What the entry does not say stays as its author wrote it. @throws Problem `version-stale`, `entry-foreign` */
  change: (asking: Asking, id: string, version: string, entry: E) => Promise<Saved>;
  /** @throws Problem `version-stale` */
  remove: (asking: Asking, id: string, version: string) => Promise<void>;
}

/** Through the guard for one verb of a concept, in the space that the caller asks for. */
export const asPatient =
  (enter: Enter, concept: string) =>
  <O>(
    { caller, request }: Asking,
    verb: Verb,
    target: string,
    use: (record: PatientRecord) => Promise<O>,
  ): Promise<O> =>
    enter({ caller, action: `${concept}.${verb}` as Action, patient: caller.patient, target, request }, use);

/** Lists, adds, changes and removes entries of one concept: the same for every section of the profile. */
export function entriesOf<E, R extends Resource>(enter: Enter, concept: Concept<Recorded<E>, R>): Entries<E> {
  const type = concept.resourceType as ServedType;
  const within = asPatient(enter, concept.action);
  const written = ({ caller }: Asking, entry: E, base?: R): R =>
    concept.toFhir({ patient: caller.patient, author: authorOf(caller), entry }, base);
  return {
    list: (asking, parameters = []) =>
      within(asking, 'search', type, async (record) => {
        const found = (await allOf(record, type, parameters)) as Resource[] as R[];
        return sorted(concept, asking.caller.patient, found);
      }),
    add: (asking, entry) =>
      within(asking, 'add', type, async (record) => savedOf(await record.create<Resource>(written(asking, entry)))),
    change: (asking, id, version, entry) =>
      within(asking, 'change', `${type}/${id}`, async (record) => {
        const base = (await record.read(type, id)) as Resource as R;
        if (base.meta?.versionId !== version) throw problem('version-stale');
        if (isUnreadable(concept.fromFhir(base))) throw problem('entry-foreign');
        return savedOf(await record.update({ ...(written(asking, entry, base) as Resource), id }, version));
      }),
    remove: (asking, id, version) =>
      within(asking, 'remove', `${type}/${id}`, (record) => record.remove(type, id, version)),
  };
}

/** The entries that can be shown, and what other software wrote otherwise; "nothing to declare" is neither. */
function sorted<E, R extends Resource>(
  concept: Concept<Recorded<E>, R>,
  patient: string,
  resources: R[],
): EntryList<E> {
  const list: EntryList<E> = { entries: [], foreign: [] };
  for (const resource of resources) {
    const read = concept.fromFhir(resource);
    if (!isUnreadable(read)) list.entries.push(keptOf(resource, read.author, read.entry));
    else if (read.unreadable !== 'nothing-to-declare') list.foreign.push(foreignOf(resource, patient));
  }
  return list;
}
