import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../../testing/ask.ts';
import { openTown, type Town } from '../../testing/town.ts';
import { readRules } from '../access/rules.ts';
import type { BridgeRoutes, IncomingMail } from '../client/index.ts';
import { contentTypeOf } from '../files/detect.ts';
import { serveBridge } from './bridge-routes.ts';
import { serveMessages } from './routes.ts';

let town: Town;
let told: string[] = [];
let now = new Date('2026-05-01T08:00:00Z');
const later = (minutes: number): void => void (now = new Date(now.getTime() + minutes * 60_000));

beforeAll(async () => {
  town = await openTown((fhir) => (patient) => readRules(fhir, patient));
  const hospital = { finess: '750712184', name: 'Hôpital Lariboisière', mail_domains: ['hopital.example'] };
  await town.database.insertInto('organization').values(hospital).execute();
  const martin = { rpps: '10001234567', name: 'Dr Claire Martin', profession: '10', mail: 'c.martin@hopital.example' };
  await town.database
    .insertInto('professional')
    .values({ ...martin, specialty: null, organization: null })
    .execute();
});
afterAll(() => town.close());
beforeEach(() => void (told = []));

const mssDomain = 'patient.example';
let people = 0;

async function exchange() {
  people += 1;
  const ins = `2790351215${String(10_000 + people)}`;
  const patient = await town.person('Awa Diallo', ins);
  const parts = {
    ...town,
    mssDomain,
    clock: () => now,
    contentTypeOf,
    notify: async (who: string) => void told.push(who),
  };
  const portal = await town.app((scope) => serveMessages(scope, parts), patient);
  const gate = await town.app((scope) => serveBridge(scope, parts), { kind: 'bridge', sender: 'bridge' });
  return { patient, address: `${ins}@${mssDomain}`, call: ask(portal), bridge: ask<BridgeRoutes>(gate), gate };
}

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n');
const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');

function mail(to: string, more: Partial<IncomingMail> = {}): IncomingMail {
  const from = { name: 'Service de cardiologie', address: 'cardio@hopital.example' };
  return {
    digest: createHash('sha256').update(randomUUID()).digest('hex'),
    envelope: { from: from.address, to },
    ...{ messageId: `<${randomUUID()}@hopital.example>`, references: [], from, subject: 'Lettre de sortie' },
    ...{
      text: 'Bonjour Madame,\nvotre lettre de sortie.',
      sentAt: '2026-05-01T07:59:00Z',
      receivedAt: '2026-05-01T08:00:00Z',
    },
    ...{ ends: false, attachments: [] },
    ...more,
  };
}
const letter = { name: 'Lettre de liaison - 2026.pdf', contentType: 'application/pdf', bytes: base64(pdf) };

test('A hospital’s letter reaches Awa with its file, is told to her once, and is the same message when it comes again', async () => {
  const { patient, address, call, bridge } = await exchange();
  const sent = mail(address, { attachments: [letter] });
  const first = await bridge('POST /bridge/messages', { body: sent });
  const again = await bridge('POST /bridge/messages', { body: sent });
  expect([first.repeated, again.repeated, again.communication]).toEqual([false, true, first.communication]);
  expect(told).toEqual([patient.patient]);
  const { conversations, unread } = await call('GET /api/messages', {});
  expect(unread).toBe(1);
  expect(conversations).toMatchObject([
    {
      ...{ subject: 'Lettre de sortie', messages: 1, unread: 1, attachments: true },
      correspondent: { name: 'Service de cardiologie (Hôpital Lariboisière)', address: 'cardio@hopital.example' },
    },
  ]);
  const id = conversations[0]?.id ?? '';
  const { messages } = await call('GET /api/messages/:id', { params: { id } });
  expect(messages).toMatchObject([
    {
      ...{ direction: 'received', text: sent.text, unread: true },
      attachments: [{ name: 'Lettre de liaison 2026', contentType: 'application/pdf', size: pdf.length }],
    },
  ]);
  const documentId = messages[0]?.attachments[0]?.documentId ?? '';
  const filed = await town.fhir.read('DocumentReference', documentId);
  expect(filed.category?.[0]?.coding?.[0]?.code).toBe('10');
  await call('PUT /api/messages/:id/read', { params: { id } });
  expect((await call('GET /api/messages', {})).unread).toBe(0);
});

test('Awa answers with a document: the mail is threaded, relayed once, and she sees where it is', async () => {
  const { address, call, bridge } = await exchange();
  const sent = mail(address, { attachments: [letter], replyTo: 'secretariat@hopital.example' });
  await bridge('POST /bridge/messages', { body: sent });
  const id = (await call('GET /api/messages', {})).conversations[0]?.id ?? '';
  const [received] = (await call('GET /api/messages/:id', { params: { id } })).messages;
  const documents = [received?.attachments[0]?.documentId ?? ''];
  await call('POST /api/messages/:id/reply', { params: { id }, body: { text: 'Merci.', documents } });
  const claims = await Promise.all([1, 2].map(() => bridge('POST /bridge/outbox/claims', { body: { max: 5 } })));
  const claimed = claims.flatMap(({ messages }) => messages);
  expect(claimed).toMatchObject([
    {
      ...{ attempt: 1, to: 'secretariat@hopital.example', subject: 'Re: Lettre de sortie', text: 'Merci.' },
      ...{ from: { name: 'Awa Diallo', address }, inReplyTo: sent.messageId, references: [sent.messageId] },
      attachments: [{ name: 'Lettre de liaison 2026.pdf', contentType: 'application/pdf', bytes: letter.bytes }],
    },
  ]);
  const state = async () => (await call('GET /api/messages/:id', { params: { id } })).messages.at(-1)?.delivery;
  expect(await state()).toMatchObject({ state: 'waiting' });
  const out = claimed[0]?.id ?? '';
  await bridge('POST /bridge/outbox/:id/outcome', {
    params: { id: out },
    body: { attempt: 1, result: 'deferred', code: 451, detail: 'Réessayez plus tard' },
  });
  expect(await state()).toMatchObject({ state: 'delayed', detail: 'Réessayez plus tard' });
  expect((await bridge('POST /bridge/outbox/claims', { body: { max: 5 } })).messages).toEqual([]);
  later(2);
  const [second] = (await bridge('POST /bridge/outbox/claims', { body: { max: 5 } })).messages;
  expect(second?.attempt).toBe(2);
  for (const attempt of [2, 2])
    await bridge('POST /bridge/outbox/:id/outcome', { params: { id: out }, body: { attempt, result: 'relayed' } });
  expect(await state()).toMatchObject({ state: 'relayed' });
  const bounce = { originalMessageId: second?.messageId ?? '', result: 'failed', detail: 'Boîte inconnue' } as const;
  expect(await bridge('POST /bridge/bounces', { body: bounce })).toEqual({ known: true });
  expect(await state()).toMatchObject({ state: 'failed', detail: 'Boîte inconnue' });
  const row = await town.database.selectFrom('outbox').select('mail').where('id', '=', out).executeTakeFirstOrThrow();
  expect(row.mail).not.toContain(letter.bytes);
});

test('A bridge that dies with a mail in hand loses nothing: a minute later another takes it', async () => {
  const { address, call, bridge } = await exchange();
  await bridge('POST /bridge/messages', { body: mail(address) });
  const id = (await call('GET /api/messages', {})).conversations[0]?.id ?? '';
  await call('POST /api/messages/:id/reply', { params: { id }, body: { text: 'Merci.' } });
  const take = async () =>
    (await bridge('POST /bridge/outbox/claims', { body: { max: 20 } })).messages.map(({ attempt }) => attempt);
  expect([await take(), await take()]).toEqual([[1], []]);
  later(2);
  expect(await take()).toEqual([2]);
});

test('A reply that was cut short before it was filed is never sent, and one cut short after is', async () => {
  const { patient, address, call, bridge } = await exchange();
  await bridge('POST /bridge/messages', { body: mail(address) });
  const id = (await call('GET /api/messages', {})).conversations[0]?.id ?? '';
  const filed = (await call('POST /api/messages/:id/reply', { params: { id }, body: { text: 'Merci.' } })).id;
  await town.database.updateTable('outbox').set({ state: 'preparing' }).where('id', '=', filed).execute();
  const lost = randomUUID();
  const row = await town.database.selectFrom('outbox').selectAll().where('id', '=', filed).executeTakeFirstOrThrow();
  await town.database
    .insertInto('outbox')
    .values({
      ...row,
      updated_at: new Date(),
      id: lost,
      communication: lost,
      message_id: `<${lost}@x>`,
      patient: patient.patient,
    })
    .execute();
  later(3);
  const { messages } = await bridge('POST /bridge/outbox/claims', { body: { max: 20 } });
  expect(messages.map(({ id: taken }) => taken)).toContain(filed);
  const rows = await town.database.selectFrom('outbox').select('id').where('id', '=', lost).execute();
  expect(rows).toEqual([]);
});

test('The hospital’s answer joins the conversation, by References or by In-Reply-To alone', async () => {
  const { address, call, bridge } = await exchange();
  const first = mail(address);
  await bridge('POST /bridge/messages', { body: first });
  const id = (await call('GET /api/messages', {})).conversations[0]?.id ?? '';
  await call('POST /api/messages/:id/reply', { params: { id }, body: { text: 'Merci.' } });
  const own = (await bridge('POST /bridge/outbox/claims', { body: { max: 20 } })).messages.at(-1)?.messageId ?? '';
  await bridge('POST /bridge/messages', {
    body: mail(address, { inReplyTo: own, subject: 'RE: Lettre', receivedAt: '2026-05-01T09:00:00Z' }),
  });
  await bridge('POST /bridge/messages', {
    body: mail(address, { references: [first.messageId ?? '', own], receivedAt: '2026-05-01T10:00:00Z' }),
  });
  await bridge('POST /bridge/messages', { body: mail(address, { subject: 'Autre chose' }) });
  const { conversations } = await call('GET /api/messages', {});
  expect(conversations.map(({ messages }) => messages).sort()).toEqual([1, 4]);
});

test('When the hospital ends the exchange Awa cannot answer until it writes again', async () => {
  const { address, call, bridge } = await exchange();
  const first = mail(address);
  await bridge('POST /bridge/messages', { body: first });
  const id = (await call('GET /api/messages', {})).conversations[0]?.id ?? '';
  const end = mail(address, { references: [first.messageId ?? ''], ends: true, receivedAt: '2026-05-01T09:00:00Z' });
  await bridge('POST /bridge/messages', { body: end });
  const reply = () => call('POST /api/messages/:id/reply', { params: { id }, body: { text: 'Merci.' } });
  await expect(reply()).rejects.toMatchObject({ status: 409, code: 'exchange-ended' });
  expect((await call('GET /api/messages', {})).conversations[0]?.ended).toBe(true);
  await bridge('POST /bridge/messages', { body: mail(address, { receivedAt: '2026-05-01T10:00:00Z' }) });
  expect((await reply()).id).toBeTruthy();
});

test('Whom a mail may come from and go to is decided before its bytes', async () => {
  const { patient, address, call, bridge, gate } = await exchange();
  const remote = '192.0.2.1';
  const sender = (from: string) => bridge('POST /bridge/senders', { body: { from, remote } });
  const ask = async (...pairs: [from: string, to: string][]) => {
    const questions = pairs.map(([from, box]) => ({ from, to: box, remote }));
    return (await bridge('POST /bridge/recipients', { body: { questions } })).answers;
  };
  const to = async (from: string, box: string) => (await ask([from, box]))[0];
  expect(await sender('cardio@HOPITAL.example')).toEqual({});
  expect(await sender('pub@ailleurs.example')).toEqual({ refusal: 'sender-not-allowed' });
  expect(await sender('')).toEqual({ refusal: 'sender-not-allowed' });
  const cardio = 'cardio@hopital.example';
  expect(await to(cardio, address)).toEqual({});
  expect(await to(cardio, 'x@ailleurs.example')).toEqual({ refusal: 'foreign-domain' });
  expect(await to(cardio, `199999999999999@${mssDomain}`)).toEqual({ refusal: 'unknown-patient' });
  const rules = {
    authorised: {},
    blocked: { '10001234567': '2026-01-01' },
    emergency: { samu: false, others: false, hidden: false },
  };
  const space = town.database.updateTable('space').where('patient', '=', patient.patient);
  await space.set({ rules: JSON.stringify(rules) }).execute();
  expect(await to('c.martin@hopital.example', address)).toEqual({ refusal: 'sender-blocked' });
  // Asked together, each is answered for itself.
  const other = await exchange();
  const nobody = `199999999999999@${mssDomain}`;
  const asked: [string, string][] = [
    ['c.martin@hopital.example', address],
    ['C.Martin@hopital.example ', other.address],
    ['pub@ailleurs.example', address],
    [cardio, nobody],
    [cardio, address],
    ['c.martin@hopital.example', address.toUpperCase()],
    ['', address],
  ];
  expect(await ask(...asked)).toEqual([
    { refusal: 'sender-blocked' },
    {},
    { refusal: 'sender-not-allowed' },
    { refusal: 'unknown-patient' },
    {},
    { refusal: 'sender-blocked' },
    { refusal: 'sender-not-allowed' },
  ]);
  await space.set({ state: 'opposed' }).execute();
  expect(await ask([cardio, address], [cardio, other.address])).toEqual([{ refusal: 'space-closed' }, {}]);
  const refused = bridge('POST /bridge/messages', { body: mail(address) });
  await expect(refused).rejects.toMatchObject({ status: 422, code: 'space-closed' });
  await expect(call('GET /api/messages', {})).rejects.toMatchObject({ status: 403 });
  const malformed = await gate.inject({ method: 'POST', url: '/bridge/messages', payload: { digest: 'x' } });
  expect(malformed.statusCode).toBe(400);
});

test('Files that nobody may open here are kept, listed and never shown as what they claim to be', async () => {
  const { address, call, bridge } = await exchange();
  const attachments = [
    { name: 'cda.xml', contentType: 'image/png', bytes: base64('<?xml version="1.0"?><ClinicalDocument/>') },
    { name: '../../etc/pass*wd', contentType: 'text/html', bytes: base64(Buffer.from([0, 1, 2, 3])) },
    { name: 'Ordonnance.txt', contentType: 'text/html', bytes: base64('Doliprane') },
  ];
  await bridge('POST /bridge/messages', { body: mail(address, { attachments }) });
  const id = (await call('GET /api/messages', {})).conversations[0]?.id ?? '';
  const [received] = (await call('GET /api/messages/:id', { params: { id } })).messages;
  expect(received?.attachments).toMatchObject([
    { name: 'cda', contentType: 'text/xml' },
    { name: '.. .. etc pass wd', contentType: 'application/octet-stream' },
    { name: 'Ordonnance', contentType: 'text/plain' },
  ]);
});

test('A mail of 17 MB is filed whole, and more than 10 MB does not leave', async () => {
  const { address, call, bridge } = await exchange();
  const half = { ...letter, bytes: base64(Buffer.concat([Buffer.alloc(8_500_000, 32), Buffer.from([0])])) };
  await bridge('POST /bridge/messages', { body: mail(address, { attachments: [half, half] }) });
  const id = (await call('GET /api/messages', {})).conversations[0]?.id ?? '';
  const [received] = (await call('GET /api/messages/:id', { params: { id } })).messages;
  expect(received?.attachments.map(({ size }) => size)).toEqual([8_500_001, 8_500_001]);
  const documents = (received?.attachments ?? []).map(({ documentId }) => documentId);
  const reply = (some: string[]) =>
    call('POST /api/messages/:id/reply', { params: { id }, body: { text: 'x', documents: some } });
  await expect(reply(documents)).rejects.toMatchObject({ status: 413, code: 'attachments-too-large' });
  expect((await reply(documents.slice(0, 1))).id).toBeTruthy();
}, 120_000);

test('Awa reaches no conversation and no document but her own, and an outcome for an unknown mail is refused', async () => {
  const awa = await exchange();
  const noe = await exchange();
  await awa.bridge('POST /bridge/messages', { body: mail(awa.address, { attachments: [letter] }) });
  await noe.bridge('POST /bridge/messages', { body: mail(noe.address) });
  const [theirs] = (await awa.call('GET /api/messages', {})).conversations;
  const [own] = (await noe.call('GET /api/messages', {})).conversations;
  const [message] = (await awa.call('GET /api/messages/:id', { params: { id: theirs?.id ?? '' } })).messages;
  const documents = [message?.attachments[0]?.documentId ?? ''];
  await expect(noe.call('GET /api/messages/:id', { params: { id: theirs?.id ?? '' } })).rejects.toMatchObject({
    status: 404,
  });
  const reply = noe.call('POST /api/messages/:id/reply', {
    params: { id: own?.id ?? '' },
    body: { text: 'x', documents },
  });
  await expect(reply).rejects.toMatchObject({ status: 404 });
  const outcome = noe.bridge('POST /bridge/outbox/:id/outcome', {
    params: { id: randomUUID() },
    body: { attempt: 1, result: 'relayed' },
  });
  await expect(outcome).rejects.toMatchObject({ status: 404 });
  const unknown = await noe.bridge('POST /bridge/bounces', { body: { originalMessageId: '<x@y>', result: 'failed' } });
  expect(unknown).toEqual({ known: false });
});
