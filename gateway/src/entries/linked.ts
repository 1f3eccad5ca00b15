import type { PatientRecord } from '../access/record.ts';
import type { KeptEntry } from './kept.ts';

/** What every entry of the profile may have (D): ids of documents. */
interface Linking {
  documents?: string[];
}

const linksOf = (entry: unknown): string[] => (entry as Linking).documents ?? [];

function withLinks<E>(entry: E, links: string[]): E {
  const rest = { ...entry } as E & Linking;
  delete rest.documents;
  return links.length === 0 ? rest : { ...rest, documents: links };
}

const reachable = (record: PatientRecord, ids: string[]): Promise<Set<string>> =>
  record.among('DocumentReference', [...new Set(ids)]);

/** C4: entries with their links to the documents that the caller can reach. What is hidden or gone shows neither by an id nor by a number. */
export async function linkedWithin<E>(record: PatientRecord, entries: KeptEntry<E>[]): Promise<KeptEntry<E>[]> {
  const there = await reachable(
    record,
    entries.flatMap(({ entry }) => linksOf(entry)),
  );
  return entries.map((kept) => ({
    ...kept,
    entry: withLinks(
      kept.entry,
      linksOf(kept.entry).filter((id) => there.has(id)),
    ),
  }));
}

/** An entry as it is to be written over another: who changes it leaves alone the links that are not theirs to see. */
export async function keepingLinks<E>(record: PatientRecord, entry: E, before: E): Promise<E> {
  const links = linksOf(before);
  const there = await reachable(record, links);
  const unseen = links.filter((id) => !there.has(id));
  return unseen.length === 0 ? entry : withLinks(entry, [...new Set([...linksOf(entry), ...unseen])]);
}
