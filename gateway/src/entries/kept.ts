import { authorFrom, type Author } from '@passerelle/fhir-mappings';
import type { CodeableConcept, Reference, Resource } from '@medplum/fhirtypes';
import type { Foreign, Saved, Writer } from '../client/shapes.ts';

/** An entry with its id, its version, and who wrote it when. */
export interface KeptEntry<E> {
  id: string;
  version: string;
  author: Writer;
  updatedAt: string;
  entry: E;
}

/** The author as people read it; a name that is not known is left out. */
export function writerOf(author: Author): Writer {
  const name = 'name' in author && author.name ? { name: author.name } : {};
  return { kind: author.kind, ...name, ...(author.kind === 'professional' ? { rpps: author.rpps } : {}) };
}

export const keptOf = <E>(resource: Resource, author: Author, entry: E): KeptEntry<E> => ({
  ...savedOf(resource),
  author: writerOf(author),
  updatedAt: updatedAt(resource),
  entry,
});

export const savedOf = (resource: Resource): Saved => ({
  id: resource.id ?? '',
  version: resource.meta?.versionId ?? '',
});

export const updatedAt = (resource: Resource): string => resource.meta?.lastUpdated ?? '';

/** Where resources of the types that we keep say what they are about, and who wrote them. */
interface Described {
  code?: CodeableConcept;
  vaccineCode?: CodeableConcept;
  medicationCodeableConcept?: CodeableConcept;
  recorder?: Reference;
  asserter?: Reference;
  informationSource?: Reference;
  performer?: Reference[] | { actor?: Reference }[];
}

/** What other software wrote and we cannot show in full: its label and its author, as far as they can be read. */
export function foreignOf(resource: Resource, patient: string): Foreign {
  const { code, vaccineCode, medicationCodeableConcept, ...said } = resource as Described;
  const concept = code ?? vaccineCode ?? medicationCodeableConcept;
  const label = concept?.text ?? concept?.coding?.find(({ display }) => display)?.display;
  const performer = said.performer?.[0];
  const by = said.recorder ?? said.asserter ?? said.informationSource ?? actorIn(performer);
  return {
    id: resource.id ?? '',
    author: writerOf(authorFrom(by, patient)),
    updatedAt: updatedAt(resource),
    label: label ?? resource.resourceType,
  };
}

const actorIn = (performer: Reference | { actor?: Reference } | undefined): Reference | undefined =>
  performer && 'actor' in performer ? performer.actor : (performer as Reference | undefined);
