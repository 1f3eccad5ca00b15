import { linkedDocument as url } from '@passerelle/fhir-mappings';
import type { Bundle, Condition, DocumentReference, Extension, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect } from 'vitest';
import { documentClasses } from '../../../testing/fhir-terms.ts';
import { authorising, doctor, otherDoctor } from '../../../testing/make-facts.ts';
import { openPractice, type Heard, type Practice } from '../../../testing/practice.ts';

const visibility =
  'https://mos.esante.gouv.fr/NOS/TRE_A07-StatusVisibiliteDocument/FHIR/TRE-A07-StatusVisibiliteDocument';

/** Anna’s record for all tests of a file: Dr Aubry, with whose eyes they look, and Dr Blin, of whose documents some are hidden from colleagues. */
export interface TwoDoctors {
  readonly practice: Practice;
  readonly anna: string;
  /** Asks as Dr Aubry. */
  ask: <B = Resource>(
    method: Parameters<Practice['ask']>[1],
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Heard<B>>;
  /** Deposits a document as Dr Blin. @returns its id */
  deposit: () => Promise<string>;
  /** Hides a document of Dr Blin's from his colleagues. */
  hide: (id: string) => Promise<void>;
  makeDocument: () => DocumentReference;
  /** An entry linked to documents. */
  makeEntry: (name: string, documents: string[]) => Condition;
  /** A document that others are the background of. */
  appending: (...documents: string[]) => DocumentReference;
  /** One of Dr Aubry's that leads to two documents of Dr Blin, the first of which is then hidden. */
  written: (
    type: string,
    make: (...documents: string[]) => Resource,
  ) => Promise<{ id: string; veiled: string; open: string }>;
}

export const to = (document: string) => ({ reference: `DocumentReference/${document}` });
export const linkTo = (document: string): Extension => ({ url, valueReference: to(document) });
export const nextOf = ({ link = [] }: Bundle): string | undefined =>
  link.find(({ relation }) => relation === 'next')?.url;

export function twoDoctors(): TwoDoctors {
  let practice: Practice;
  let anna: string;
  beforeAll(async () => {
    practice = await openPractice([doctor, otherDoctor]);
    anna = await practice.person('Anna', '279035121518989', authorising(doctor, otherDoctor));
  });
  afterAll(() => practice.close());

  const ask: TwoDoctors['ask'] = (method, path, body, headers = {}) =>
    practice.ask(doctor, method, path, { headers, ...(body === undefined ? {} : { body }) });
  const subject = () => ({ reference: `Patient/${anna}` });
  const makeDocument = (): DocumentReference => ({
    ...{ resourceType: 'DocumentReference', status: 'current', subject: subject() },
    category: [{ coding: [{ system: documentClasses, code: '10' }] }],
    content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('Bilan').toString('base64') } }],
  });
  const deposit = async (): Promise<string> => {
    const asked = { body: makeDocument() };
    return (await practice.ask(otherDoctor, 'POST', '/DocumentReference', asked)).body.id ?? '';
  };
  const hide = async (id: string): Promise<void> => {
    const securityLabel = [{ coding: [{ system: visibility, code: 'MASQUE_PS' }] }];
    const body = { ...makeDocument(), id, securityLabel };
    expect((await practice.ask(otherDoctor, 'PUT', `/DocumentReference/${id}`, { body })).status).toBe(200);
  };
  return {
    get practice() {
      return practice;
    },
    get anna() {
      return anna;
    },
    ...{ ask, deposit, hide, makeDocument },
    makeEntry: (name, documents) => ({
      ...{ resourceType: 'Condition', code: { text: name }, subject: subject() },
      ...(documents.length === 0 ? {} : { extension: documents.map(linkTo) }),
    }),
    appending: (...ids) => ({
      ...makeDocument(),
      relatesTo: ids.map((id) => ({ code: 'appends', target: to(id) })),
      context: { related: ids.map(to), facilityType: { text: 'Cabinet' } },
    }),
    written: async (type, make) => {
      const [veiled, open] = [await deposit(), await deposit()];
      const { status, body, raw } = await ask<Resource & { id: string }>('POST', `/${type}`, make(veiled, open));
      expect([status, raw.includes(veiled)]).toEqual([201, true]);
      await hide(veiled);
      return { id: body.id, veiled, open };
    },
  };
}
