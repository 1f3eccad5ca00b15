import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { letter, mail, openPostOffice, type PostOffice } from './testing/post-office.ts';

let office: PostOffice;
let { town, exchange, later } = {} as PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
  ({ town, exchange, later } = office);
});
afterAll(() => office.close());

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
