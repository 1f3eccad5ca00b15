import type { Annotation, Extension, Reference } from '@medplum/fhirtypes';
import { Type } from 'typebox';
import { authorFrom, referenceTo, type Author } from './author.ts';
import { withElement, withoutKeys } from './element.ts';
import type { Lens } from './lens.ts';
import { ownDefinition } from './own.ts';
import { isPartialDate, type PartialDate } from './partial-date.ts';
import { unreadable } from './unreadable.ts';

/** FHIR id, R4 §2.24.0.1. */
export const FhirId = Type.String({ pattern: '^[A-Za-z0-9\\-.]{1,64}$' });

/** Ids of the DocumentReferences that an entry is linked to (D: every entry can be linked to documents). */
export const LinkedDocuments = Type.Array(FhirId, { minItems: 1, maxItems: 20, uniqueItems: true });

/** The id in a relative reference such as `Patient/p1`, when it is one to that type. */
export function idIn(type: string, reference: Reference | undefined): string | undefined {
  const [found, id, ...rest] = (reference?.reference ?? '').split('/');
  return found === type && rest.length === 0 && /^[A-Za-z0-9\-.]{1,64}$/.test(id ?? '') ? id : undefined;
}

/** Whose the resource is, by the reference under `key` (`subject` or `patient`). */
export function patientUnder<K extends string, R extends { [key in K]?: Reference }>(key: K): Lens<R, string> {
  return {
    get: (resource) => idIn('Patient', resource[key]) ?? unreadable('no-patient'),
    put: (resource, id) => ({ ...resource, [key]: { reference: `Patient/${id}` } }),
  };
}

const subjectOf = (resource: { subject?: Reference; patient?: Reference }): string | undefined =>
  idIn('Patient', resource.subject ?? resource.patient);

/** Who wrote the resource, by the reference under `key`. */
export function authorUnder<K extends string, R extends { [key in K]?: Reference }>(key: K): Lens<R, Author> {
  return {
    get: (resource) => authorFrom(resource[key], subjectOf(resource)),
    put: (resource, author) => withElement(resource, key, referenceTo(author, subjectOf(resource) ?? '')),
  };
}

/** The comment: all notes, one after the other, since people must see each; a changed comment is one note. */
export function comment<R extends { note?: Annotation[] }>(): Lens<R, string | undefined> {
  return {
    get: (resource) => {
      const texts = (resource.note ?? []).map((note) => note.text ?? '').filter((text) => text.trim() !== '');
      return texts.length === 0 ? undefined : texts.join('\n\n');
    },
    put: (resource, text) => withElement(resource, 'note', text === undefined ? undefined : [{ text }]),
  };
}

/** The canonical of the extension by which an entry is linked to a document. */
export const linkedDocument = ownDefinition('linked-document');

/** The values of a repeated extension of ours, as references to resources of one type. */
export function linked<R extends { extension?: Extension[] }>(
  url: string,
  type: string,
): Lens<R, string[] | undefined> {
  const idOf = (extension: Extension) => (extension.url === url ? idIn(type, extension.valueReference) : undefined);
  return {
    get: (resource) => {
      const ids = (resource.extension ?? []).map(idOf).filter((id) => id !== undefined);
      return ids.length === 0 ? undefined : [...new Set(ids)];
    },
    put: (resource, ids = []) =>
      withElement(resource, 'extension', [
        ...(resource.extension ?? []).filter((extension) => idOf(extension) === undefined),
        ...ids.map((id) => ({ url, valueReference: { reference: `${type}/${id}` } })),
      ]),
  };
}

export const linkedDocuments = <R extends { extension?: Extension[] }>() =>
  linked<R>(linkedDocument, 'DocumentReference');

/** A date of the record from a FHIR dateTime: its day as it was written, the time of day is not shown. */
export function partialDateIn(dateTime: string | undefined) {
  if (dateTime === undefined) return undefined;
  const date = dateTime.slice(0, 10);
  return isPartialDate(date) ? date : unreadable('date');
}

const FORMS = ['DateTime', 'Date', 'Age', 'Period', 'Range', 'String', 'Timing', 'Instant'];

/** A date in a choice element such as onset[x], written as dateTime; any other form is not read. */
export function dateChoice<R extends object>(prefix: string): Lens<R, PartialDate | undefined> {
  const keys = FORMS.map((form) => prefix + form);
  const key = `${prefix}DateTime`;
  return {
    get: (resource) => {
      const found = keys.filter((form) => form in resource);
      if (found.some((form) => form !== key)) return unreadable('date-form');
      return partialDateIn((resource as Record<string, string | undefined>)[key]);
    },
    put: (resource, date) => ({ ...withoutKeys(resource, keys), ...(date === undefined ? {} : { [key]: date }) }),
  };
}
