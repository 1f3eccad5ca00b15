import type { Bundle, Condition, OperationOutcome } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnnasPractice, type AnnasPractice } from '../../testing/annas-practice.ts';
import { doctor } from '../../testing/make-facts.ts';
import { codeOf, entriesOf } from '../../testing/practice.ts';

let practice: AnnasPractice;
let { anna, ask, post, makeDisease, count } = {} as AnnasPractice;
beforeAll(async () => {
  practice = await openAnnasPractice();
  ({ anna, ask, post, makeDisease, count } = practice);
});
afterAll(() => practice.close());

describe('several at once', () => {
  const transaction = (entry: unknown[]) => post<Bundle>('/', { resourceType: 'Bundle', type: 'transaction', entry });
  const added = (resource: unknown, url = 'Condition') => ({ resource, request: { method: 'POST', url } });

  it('a batch does each for itself and says of each what came of it, with a line of audit each', async () => {
    const before = (await practice.trail()).length;
    const { status, body } = await post<Bundle>('/', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        added(makeDisease('Un')),
        { request: { method: 'GET', url: `Condition?patient=${anna}&_summary=count` } },
        { request: { method: 'GET', url: 'Condition/nothing' } },
        { request: { method: 'GET', url: 'Encounter/1' } },
      ],
    });
    expect([status, (body.entry ?? []).map(({ response }) => response?.status)]).toEqual([
      200,
      ['201', '200', '404', '404'],
    ]);
    expect((await practice.trail()).length).toBe(before + 4);
  });

  it('a transaction is undone whole when one entry fails, and says which', async () => {
    const before = await count('Condition');
    const refused = await transaction([
      added(makeDisease('Un')),
      added({ ...makeDisease('Deux'), onsetDateTime: 'hier' }),
    ]);
    expect(refused.status).toBe(422);
    const named = await transaction([added(makeDisease('Un')), added({ resourceType: 'Condition' })]);
    expect((named.body as unknown as OperationOutcome).issue[0]?.expression).toEqual(['Bundle.entry[1]']);
    expect(await count('Condition')).toBe(before);
  });

  it('a transaction changes, deletes and reads', async () => {
    const one = (await post('/Condition', makeDisease('Un'))).body;
    const two = (await post('/Condition', makeDisease('Deux'))).body;
    const { status, body } = await transaction([
      { request: { method: 'GET', url: `Condition/${one.id}` } },
      {
        resource: { ...one, code: { text: 'Un bis' } },
        request: { method: 'PUT', url: `Condition/${one.id}`, ifMatch: 'W/"1"' },
      },
      { request: { method: 'DELETE', url: `Condition/${two.id}` } },
    ]);
    expect([status, (body.entry ?? []).map(({ response }) => response?.status)]).toEqual([200, ['200', '200', '204']]);
    expect((body.entry?.[0]?.resource as Condition).code?.text).toBe('Un bis');
    expect((await ask(doctor, 'GET', `/Condition/${two.id}`)).status).toBe(410);
    const stale = await transaction([
      { resource: one, request: { method: 'PUT', url: `Condition/${one.id}`, ifMatch: 'W/"1"' } },
    ]);
    expect(stale.status).toBe(412);
  });

  it('a transaction is about one patient', async () => {
    const other = await practice.person('AUTRE', '162018885045327');
    const refused = await transaction([
      added(makeDisease('Un')),
      added(makeDisease('Deux', { subject: { reference: `Patient/${other}` } })),
    ]);
    expect([refused.status, codeOf(refused as never)]).toEqual([422, 'transaction-several-patients']);
  });

  it.each([
    ['no Bundle', { resourceType: 'Condition' }],
    ['another type', { resourceType: 'Bundle', type: 'document' }],
    ['entries that are none', { resourceType: 'Bundle', type: 'batch', entry: [null] }],
    [
      'a lone Binary',
      {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          {
            resource: { resourceType: 'Binary', contentType: 'text/plain' },
            request: { method: 'POST', url: 'Binary' },
          },
        ],
      },
    ],
  ])('%s is refused', async (_sentence, body) => {
    expect((await post('/', body)).status).toBe(422);
  });
});

describe('answers to a batch', () => {
  it('are found by their place', async () => {
    const { body } = await post<Bundle>('/', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'GET', url: `Patient/${anna}` } }],
    });
    expect(entriesOf({ body } as never)[0]?.id).toBe(anna);
  });
});
