import type { Bundle } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { codeOf } from '../../testing/practice.ts';
import { nextOf, twoDoctors } from './testing/two-doctors.ts';

const house = twoDoctors();
const { ask, deposit, hide, makeDocument, appending, written } = house;

test('A search by a document that one cannot see finds nothing, as by one that there is not', async () => {
  const { id, veiled, open } = await written('DocumentReference', appending);
  const found = async (document: string) =>
    (await ask<Bundle>('GET', `/DocumentReference?patient=${house.anna}&relatesto=${document}`)).body.entry?.map(
      ({ resource }) => resource?.id,
    ) ?? [];
  expect(await found(`DocumentReference/${open}`)).toEqual([id]);
  expect(await found(open)).toEqual([id]);
  expect(await found(`DocumentReference/${veiled}`)).toEqual([]);
  expect(await found(veiled)).toEqual([]);
  expect(await found('DocumentReference/there-is-none')).toEqual([]);
  for (const name of ['relatesto.identifier', 'relatesto:identifier'])
    expect((await ask('GET', `/DocumentReference?patient=${house.anna}&${name}=x`)).status, name).toBe(400);
});

test('A further page of a search by a document that was hidden meanwhile finds nothing, and by one that is seen goes on', async () => {
  const [open, veiled] = [await deposit(), await deposit()];
  for (let count = 0; count < 3; count += 1) await ask('POST', '/DocumentReference', appending(open, veiled));
  const after = async (address: string) => {
    const { body } = await ask<Bundle>('GET', address);
    expect(body.entry).toHaveLength(1);
    return nextOf(body) ?? '';
  };
  const first = (document: string) => after(`/DocumentReference?patient=${house.anna}&relatesto=${document}&_count=1`);
  const [onOpen, onVeiled] = [await first(open), await first(`DocumentReference/${veiled}`)];
  const furtherOnVeiled = await after(onVeiled);
  await hide(veiled);
  await after(onOpen);
  for (const link of [onVeiled, furtherOnVeiled]) {
    const { status, body } = await ask<Bundle>('GET', link);
    expect([status, body.entry ?? [], body.total, nextOf(body)]).toEqual([200, [], 0, undefined]);
  }
});

test('No conditional write tells by a document that one cannot see that something of one’s own leads to it', async () => {
  const { id, veiled, open } = await written('DocumentReference', appending);
  const kept = () => house.practice.fhir.read('DocumentReference', id);
  const criteria = (document: string) => ({ 'if-none-exist': `relatesto=DocumentReference/${document}` });
  for (const document of [veiled, 'there-is-none']) {
    const gone = await ask('DELETE', `/DocumentReference?patient=${house.anna}&relatesto=${document}`);
    expect([document, gone.status]).toEqual([document, 404]);
    const made = await ask('POST', '/DocumentReference', makeDocument(), criteria(document));
    expect([document, made.status]).toEqual([document, 201]);
  }
  expect((await kept()).meta?.versionId).toBe('1');
  expect((await ask('POST', '/DocumentReference', makeDocument(), criteria(open))).status).toBe(200);
  expect((await ask('DELETE', `/DocumentReference?patient=${house.anna}&relatesto=${open}`)).status).toBe(204);
});

test('Neither a filter nor an order tells that a document leads to one that is left out, nor how the gateway tagged it', async () => {
  const filters = ['relation=appends', 'relation:not=appends', 'relationship=DocumentReference/x$appends'];
  const orders = ['relatesto', '-relatesto', 'date,relation', '_tag', '-_tag'].map((keys) => `_sort=${keys}`);
  for (const query of [...filters, ...orders]) {
    const refused = await ask('GET', `/DocumentReference?patient=${house.anna}&${query}`);
    expect([refused.status, codeOf(refused)], query).toEqual([400, 'search-unsupported']);
  }
});
