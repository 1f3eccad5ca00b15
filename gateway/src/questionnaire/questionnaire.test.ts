import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../testing/ask.ts';
import { openTown, type Town } from '../../testing/town.ts';
import { serveQuestionnaire } from './routes.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const served = (caller: Parameters<Town['app']>[1]) =>
  town.app((scope) => serveQuestionnaire(scope, { ...town, clock: () => new Date('2026-05-01T08:00:00Z') }), caller);

test('A8: Who has just come is at the first step, goes on step by step, and it ends once', async () => {
  const call = ask(await served(await town.person('Awa Diallo')));
  expect(await call('GET /api/questionnaire')).toEqual({ step: 1, begun: false, ended: false });
  await call('PUT /api/questionnaire', { body: { step: 3 } });
  await call('PUT /api/questionnaire', { body: { step: 2 } });
  expect(await call('GET /api/questionnaire')).toEqual({ step: 3, begun: true, ended: false });
  await call('PUT /api/questionnaire', { body: { step: 6 } });
  await call('PUT /api/questionnaire', { body: { step: 1 } });
  expect(await call('GET /api/questionnaire')).toEqual({ step: 6, begun: true, ended: true });
});

test('C2: A child’s questionnaire is the child’s: the representative fills it, and a stranger may not', async () => {
  const [mother, child, stranger] = [
    await town.person('Awa Diallo'),
    await town.person('Léa Diallo', undefined, '2018-05-05'),
    await town.person('Paul Petit'),
  ];
  const inChild = ask(await served(await town.representing(mother, child)));
  await inChild('PUT /api/questionnaire', { body: { step: 4 } });
  expect(await inChild('GET /api/questionnaire')).toEqual({ step: 4, begun: true, ended: false });
  expect(await ask(await served(mother))('GET /api/questionnaire')).toEqual({ step: 1, begun: false, ended: false });
  const asStranger = ask(await served({ ...stranger, patient: child.patient }));
  await expect(asStranger('GET /api/questionnaire')).rejects.toMatchObject({ code: 'access-refused' });
  await expect(asStranger('PUT /api/questionnaire', { body: { step: 5 } })).rejects.toMatchObject({ status: 403 });
  expect(await inChild('GET /api/questionnaire')).toEqual({ step: 4, begun: true, ended: false });
});

test('A step that there is not is refused', async () => {
  const app = await served(await town.person('Awa Diallo'));
  for (const step of [0, 7, 2.5, 'two'])
    expect((await app.inject({ method: 'PUT', url: '/api/questionnaire', payload: { step } })).statusCode).toBe(400);
});
