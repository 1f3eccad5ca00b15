import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptForms, formOf } from '../documents/form.ts';
import { createServer } from './server.ts';
import { refuseHalfCharacters } from './whole-texts.ts';

const half = '\ud83d';
let app: FastifyInstance;
let kept: unknown[];
beforeAll(async () => {
  app = createServer({ logLevel: 'silent', proxies: 0 });
  kept = [];
  await app.register(async (door) => {
    refuseHalfCharacters(door);
    await door.register(async (inner) => {
      await acceptForms(inner);
      inner.post('/form', async (request) => void kept.push(formOf(request)));
      inner.post('/any', { schema: { body: Type.Any() } }, async (request) => void kept.push(request.body));
    });
  });
});
afterAll(() => app.close());

const post = (payload: string) =>
  app.inject({ method: 'POST', url: '/any', payload, headers: { 'content-type': 'application/json' } });

test.each([
  ['a text', { name: `Bilan ${half}` }, 'name'],
  ['a list further down', { entry: { notes: ['Bien', half] } }, 'entry.notes.1'],
  ['the second half alone', { name: `\udd2e Bilan` }, 'name'],
  ['halves in the wrong order', { name: '\udd2e\ud83d' }, 'name'],
  ['nothing but a text', half, 'body'],
  ['a name', { [half]: 1 }, '\ufffd'],
])('Half a character in %s is refused, naming the field, and nothing is kept', async (_, body, field) => {
  kept = [];
  const answer = await post(JSON.stringify(body));
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'request-invalid']);
  expect(answer.json<{ fields: { field: string }[] }>().fields.map((one) => one.field)).toEqual([field]);
  expect(kept).toEqual([]);
});

test('Whole characters of every kind are kept as they are written', async () => {
  kept = [];
  const body = { name: 'Bilan 🩺 de Zoé 👩‍⚕️', notes: ['𝒳', { deep: '€' }], none: null, count: 3 };
  expect((await post(JSON.stringify(body))).statusCode).toBe(200);
  expect(kept).toEqual([body]);
});

test('What is nested a hundred thousand deep gets its answer like anything else', async () => {
  const depth = 100_000;
  const nested = (inner: string): string => `${'['.repeat(depth)}${inner}${']'.repeat(depth)}`;
  expect((await post(nested('"a"'))).statusCode).toBe(200);
  const refused = await post(nested(JSON.stringify(half)));
  expect([refused.statusCode, refused.payload.length < 2_000]).toEqual([400, true]);
});

test('Half a character in a field of a form, which says in which characters it is written, is refused', async () => {
  kept = [];
  const part = (name: string, value: Buffer | string, type = '') => [
    Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"${type}\r\n\r\n`),
    ...[Buffer.from(value), Buffer.from('\r\n')],
  ];
  const form = (name: string) =>
    Buffer.concat([
      ...part('name', Buffer.from(name, 'utf16le'), '\r\nContent-Type: text/plain; charset=utf-16le'),
      ...[part('date', '2026-03-01'), part('category', 'biology'), part('hidden', 'false')].flat(),
      ...[...part('file', '%PDF-1.7', '; filename="a.pdf"'), Buffer.from('--x--\r\n')],
    ]);
  const deposit = (payload: Buffer) =>
    app.inject({
      ...{ method: 'POST', url: '/form', payload },
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
  expect((await deposit(form('Bilan 🩺'))).statusCode).toBe(200);
  expect(kept).toMatchObject([{ details: { name: 'Bilan 🩺' } }]);
  const refused = await deposit(form(`Bilan ${half}`));
  expect([refused.statusCode, refused.json().code]).toEqual([400, 'request-invalid']);
  expect(kept).toHaveLength(1);
});
