import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../../testing/ask.ts';
import { openTown, type Town } from '../../testing/town.ts';
import { serveMessages } from './routes.ts';
import { fileWelcomes } from './welcome.ts';

let town: Town;
let now = new Date('2026-05-01T08:00:00Z');
const clock = () => now;
beforeAll(async () => {
  town = await openTown(undefined, clock);
});
afterAll(() => town.close());
beforeEach(async () => {
  now = new Date('2026-05-01T08:00:00Z');
  await town.database.deleteFrom('welcome').execute();
});

const mssDomain = 'patient.example';
const parts = () => ({ ...town, mssDomain, clock });

async function arrived(name = 'Awa Diallo', birthDate?: string) {
  const patient = await town.person(name, undefined, birthDate);
  await town.database.insertInto('welcome').values({ patient: patient.patient, at: now, next_at: now }).execute();
  const call = ask(await town.app((scope) => serveMessages(scope, parts()), patient));
  return { patient, call };
}

test('A9: A welcome message waits in a new space, once, however often and from how many copies it is filed', async () => {
  const { call } = await arrived();
  const copies = [parts(), { ...parts(), ...town.copy() }, { ...parts(), ...town.copy() }];
  const filed = await Promise.all(copies.map(fileWelcomes));
  expect(filed.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await fileWelcomes(parts())).toBe(0);
  const { conversations, unread } = await call('GET /api/messages', { query: {} });
  expect([conversations.length, unread]).toEqual([1, 1]);
  expect(conversations[0]).toMatchObject({
    ...{ subject: 'Bienvenue dans votre espace de santé', correspondent: { name: 'Passerelle' }, noReply: true },
  });
});

test('A9: and is the same message when it was filed before the start was killed', async () => {
  const { call } = await arrived();
  await fileWelcomes(parts());
  await town.database.updateTable('welcome').set({ filed_at: null, tries: 0 }).execute();
  expect(await fileWelcomes(parts())).toBe(1);
  expect((await call('GET /api/messages', { query: {} })).total).toBe(1);
});

test('A9: It can be read, and not replied to', async () => {
  const { call } = await arrived();
  await fileWelcomes(parts());
  const id = (await call('GET /api/messages', { query: {} })).conversations[0]?.id ?? '';
  const { messages } = await call('GET /api/messages/:id', { params: { id } });
  expect(messages).toMatchObject([
    { direction: 'received', unread: true, text: expect.stringContaining('profil médical') as string },
  ]);
  const reply = call('POST /api/messages/:id/reply', { params: { id }, body: { text: 'Merci' } });
  await expect(reply).rejects.toMatchObject({ code: 'message-no-correspondent' });
  expect(await town.database.selectFrom('outbox').selectAll().execute()).toEqual([]);
});

test('A9: A child’s space has one too, which the representative reads', async () => {
  const mother = await town.person('Awa Diallo');
  const { patient } = await arrived('Léa Diallo', '2018-05-05');
  const inChild = await town.representing(mother, patient);
  await fileWelcomes(parts());
  const call = ask(await town.app((scope) => serveMessages(scope, parts()), inChild));
  const { conversations } = await call('GET /api/messages', { query: {} });
  expect(conversations.map(({ subject }) => subject)).toEqual(['Léa a un espace de santé']);
  const { messages } = await call('GET /api/messages/:id', { params: { id: conversations[0]?.id ?? '' } });
  expect(messages[0]?.text).toContain('votre enfant, Léa, est ouvert');
});

test('A9: With the FHIR server down it is filed later, and nothing is lost', async () => {
  const { call } = await arrived();
  const down = { ...parts(), enter: () => Promise.reject(new Error('down')) };
  expect(await fileWelcomes(down)).toBe(0);
  expect(await fileWelcomes(parts())).toBe(0);
  now = new Date(now.getTime() + 31_000);
  expect(await fileWelcomes(parts())).toBe(1);
  expect((await call('GET /api/messages', { query: {} })).total).toBe(1);
});

test('A9: A space that has closed meanwhile is left alone', async () => {
  const { patient } = await arrived();
  await town.database.updateTable('space').set({ state: 'closed' }).where('patient', '=', patient.patient).execute();
  expect(await fileWelcomes(parts())).toBe(0);
  const row = await town.database.selectFrom('welcome').selectAll().executeTakeFirst();
  expect(row).toMatchObject({ tries: 0, filed_at: null });
});
