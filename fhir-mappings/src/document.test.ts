import type { DocumentReference, Practitioner } from '@medplum/fhirtypes';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import {
  DOCUMENT_CATEGORIES,
  documentClassIn,
  DocumentDescription,
  documentFromFhir,
  documentToFhir,
  documentTypeOf,
  formatOf,
  isUnreadable,
  type MedicalDocument,
} from './index.ts';

const described = { name: 'Prise de sang', date: '2026-05-12', category: 'biology', hidden: false } as const;
const entry: MedicalDocument = { ...described, contentType: 'application/pdf', binary: 'b1' };
const written = documentToFhir({ patient: 'p', author: { kind: 'patient' }, entry });
const read = (resource: DocumentReference) => {
  const found = documentFromFhir(resource);
  return isUnreadable(found) ? found : found.entry;
};

describe('a document (E)', () => {
  test.each([...'@->?/[*#]%~+€$!='])('a name with %s is refused (E2)', (character) => {
    expect(Value.Check(DocumentDescription, { ...described, name: `Bilan ${character} mai` })).toBe(false);
  });

  test('a name is at most 50 characters, of any language', () => {
    expect(Value.Check(DocumentDescription, { ...described, name: 'œ'.repeat(50) })).toBe(true);
    expect(Value.Check(DocumentDescription, { ...described, name: 'œ'.repeat(51) })).toBe(false);
    expect(Value.Check(DocumentDescription, { ...described, name: '   ' })).toBe(false);
  });

  test('each of the nine categories has its own type for what patients deposit (E3)', () => {
    const types = Object.values(DOCUMENT_CATEGORIES).map(({ deposit }) => deposit);
    expect(new Set(types).size).toBe(9);
  });

  test('what a mother deposits for her child names her as its author, and is the patient’s own expression', () => {
    const author = { kind: 'representative', person: 'awa', name: 'Awa Diallo' } as const;
    const deposited = documentToFhir({ patient: 'lea', author, entry });
    expect(documentFromFhir(deposited)).toMatchObject({ author, patient: 'lea' });
    expect(deposited.context?.practiceSetting?.coding?.[0]?.code).toBe('EXP_PATIENT');
    expect(documentToFhir({ patient: 'lea', author, entry }, deposited)).toEqual(deposited);
  });

  test('a patient’s deposit is written with type, class and format', () => {
    expect(written.type?.coding?.[0]?.code).toBe('DOCPAT05');
    expect(written.category?.[0]?.coding?.[0]?.code).toBe('10');
    expect(written.content[0]?.format?.code).toBe('urn:ihe:iti:xds-sd:pdf:2008');
    expect(documentClassIn(written)).toBe('10');
  });

  test('a hidden document has the national label, beside that of its confidentiality (E4)', () => {
    const hidden = documentToFhir(
      { patient: 'p', author: { kind: 'patient' }, entry: { ...entry, hidden: true } },
      written,
    );
    expect(hidden.securityLabel?.map(({ coding }) => coding?.[0]?.code)).toEqual(['N', 'MASQUE_PS']);
  });

  test('a discharge letter of a hospital is found among the reports', () => {
    const letter: DocumentReference = {
      ...written,
      type: { coding: [{ system: 'http://loinc.org', code: '11490-0' }] },
    };
    expect(read(letter)).toMatchObject({ category: 'report', type: '11490-0' });
  });

  test('a type that nobody knows is found by its class, and else among the other documents', () => {
    const type = { coding: [{ system: 'http://loinc.org', code: '99999-9' }] };
    expect(read({ ...written, type })).toMatchObject({ category: 'report' });
    expect(read({ ...written, type, category: [] })).toMatchObject({ category: 'other' });
  });

  test('a document filed by people in another category takes the type of that category', () => {
    expect(documentTypeOf({ category: 'imaging', type: '11490-0' })).toBe('DOCPAT04');
  });

  test('bytes that are elsewhere, or inside, are not ours to fetch', () => {
    const at = (attachment: object): DocumentReference => ({
      ...written,
      content: [{ attachment: { title: 'x', ...attachment } }],
    });
    for (const url of ['https://other.example/1', 'Binary/../Patient/1', '/etc/passwd', 'Binary/1?x=1'])
      expect(read(at({ contentType: 'application/pdf', url }))).toEqual({ unreadable: 'no-file' });
    expect(read(at({ contentType: 'text/plain', url: 'Binary/1', data: 'eA==' }))).toEqual({ unreadable: 'no-file' });
  });

  test('resources held inside go when nothing points to them any more', () => {
    const author = { kind: 'professional', rpps: '99700100011', name: 'Dr Fontaine' } as const;
    const inside: Practitioner = { resourceType: 'Practitioner', id: 'p1', name: [{ family: 'Autre' }] };
    const foreign: DocumentReference = {
      ...written,
      contained: [...(written.contained ?? []), inside],
      author: [{ reference: '#p1' }],
    };
    const replaced = documentToFhir({ patient: 'p', author, entry }, foreign);
    expect(replaced.contained?.map(({ id }) => id)).toEqual(['patient', 'custodian', 'author']);
    const again = documentToFhir({ patient: 'p', author: { kind: 'patient' }, entry }, replaced);
    expect(again.contained?.map(({ id }) => id)).toEqual(['patient', 'custodian']);
  });

  test('a type of content without a format of its own is sufficient by itself', () => {
    expect(formatOf('text/xml')).toBe('urn:ihe:iti:xds:2017:mimeTypeSufficient');
    expect(formatOf('constructor')).toBe('urn:ihe:iti:xds:2017:mimeTypeSufficient');
  });
});
