import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { base64, letter, mail, mssDomain, openPostOffice, pdf, type PostOffice } from './testing/post-office.ts';

let office: PostOffice;
let { town, exchange, told } = {} as PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
  ({ town, exchange, told } = office);
});
afterAll(() => office.close());
beforeEach(() => void (told.length = 0));

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
