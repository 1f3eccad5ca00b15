import type { Bundle, Condition, DocumentReference, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorising, doctor } from '../../testing/make-facts.ts';
import { openPractice, type Practice } from '../../testing/practice.ts';
import type { SpaceLine } from '../access/audit-line.ts';

let practice: Practice;
let lea: string;
beforeAll(async () => {
  practice = await openPractice([doctor]);
  lea = await practice.person('Léa', '210097510000195', authorising(doctor));
});
afterAll(() => practice.close());

const label = {
  system: 'https://mos.esante.gouv.fr/NOS/TRE_A07-StatusVisibiliteDocument/FHIR/TRE-A07-StatusVisibiliteDocument',
  code: 'INVISIBLE_REPRESENTANTS_LEGAUX',
};
const subject = () => ({ subject: { reference: `Patient/${lea}` } });
const condition = (text: string, hidden: boolean): Condition => ({
  ...{ resourceType: 'Condition', ...subject(), code: { text } },
  ...(hidden ? { meta: { security: [label] } } : {}),
});
const document = (hidden: boolean): DocumentReference => ({
  ...{ resourceType: 'DocumentReference', status: 'current', ...subject() },
  category: [
    {
      coding: [
        { system: 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument', code: '10' },
      ],
    },
  ],
  ...(hidden ? { securityLabel: [{ coding: [label] }] } : {}),
  content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('Secret').toString('base64') } }],
});
/** What was written down while `work` ran: the action, and whether a representative may know of it. */
async function written(work: () => Promise<unknown>): Promise<[string, boolean][]> {
  const before = (await practice.trail()).length;
  await work();
  const lines: SpaceLine[] = (await practice.trail()).slice(before);
  return lines.map(({ action, kin }) => [action, kin !== false]);
}
const post = <R extends Resource>(resource: R) =>
  practice.ask<R>(doctor, 'POST', `/${resource.resourceType}`, { body: resource });
const transact = (...resources: Resource[]) =>
  practice.ask<Bundle>(doctor, 'POST', '', {
    body: {
      ...{ resourceType: 'Bundle', type: 'transaction' },
      entry: resources.map((resource) => ({ resource, request: { method: 'POST', url: resource.resourceType } })),
    },
  });

test('What practice software hides from a minor’s representatives leaves no line that they see, deposited, read, read again and deleted', async () => {
  let id = '';
  const deposited = await written(async () => {
    const { status, body } = await post(document(true));
    expect(status).toBe(201);
    id = body.id ?? '';
  });
  expect(deposited).toEqual([['document.add', false]]);
  const read = () => practice.ask(doctor, 'GET', `/DocumentReference/${id}`);
  for (const work of [read, read, () => practice.ask(doctor, 'GET', `/DocumentReference/${id}/_history`)])
    expect((await written(work)).map(([, shown]) => shown)).toEqual([false]);
  const search = () => practice.ask(doctor, 'GET', `/DocumentReference?patient=${lea}`);
  for (const work of [search, search]) expect(await written(work)).toEqual([['document.search', false]]);
  expect((await written(() => practice.ask(doctor, 'DELETE', `/DocumentReference/${id}`))).at(-1)).toEqual([
    'document.remove',
    false,
  ]);
});

test('In one transaction each entry’s line is for itself: the hidden one is not seen by the other’s side', async () => {
  const lines = await written(async () => {
    const answer = await transact(
      condition('Grossesse', true),
      condition('Angine', false),
      document(true),
      document(false),
    );
    expect(answer.status).toBe(200);
  });
  expect(lines).toEqual([
    ['disease.add', false],
    ['disease.add', true],
    ['document.add', false],
    ['document.add', true],
  ]);
});

test('The label is taken in both spellings and on every kind of entry, and its author can take it back', async () => {
  const { body } = await post(condition('Grossesse', true));
  const tags = async () =>
    ((await practice.fhir.read('Condition', body.id ?? '')).meta?.tag ?? []).map(({ code }) => code);
  expect(await tags()).not.toContain('kin');
  await practice.ask(doctor, 'PUT', `/Condition/${body.id}`, { body: { ...condition('Angine', false), id: body.id } });
  expect(await tags()).toContain('kin');
});
