import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditLine } from '../audit/ledger.ts';
import { problem, type ErrorCode } from '../errors.ts';
import { createServer } from '../http/server.ts';
import { RefusedCallers } from './refused-callers.ts';

type Line = Omit<AuditLine, 'at'>;

let app: FastifyInstance;
let lines: Line[];
let counted: ErrorCode[];
let refused: RefusedCallers;
let away: boolean;
beforeEach(async () => {
  [lines, counted, away] = [[], [], false];
  const record = async (line: Line): Promise<void> => {
    if (away) throw new Error('away');
    lines.push(line);
  };
  refused = new RefusedCallers({ guard: { record }, count: (code) => counted.push(code) });
  const identify = refused.watching(({ headers }) => {
    const { authorization } = headers;
    return Promise.reject(
      authorization ? problem('token-invalid', { detail: authorization }) : problem('token-missing'),
    );
  });
  app = createServer({ logLevel: 'silent', proxies: 0 });
  app.addHook('onRequest', async (request) => void (await identify(request)));
  app.get('/record', () => ({}));
  await app.ready();
});
afterEach(() => app.close());

const call = async (source: string, token?: string): Promise<number> => {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return (await app.inject({ url: '/record', remoteAddress: source, headers })).statusCode;
};

test('A refused token leaves a line before the answer that names the source and nothing of the token', async () => {
  expect(await call('192.0.2.7', 'eyJ-secret')).toBe(401);
  expect(lines).toMatchObject([
    { actor: { kind: 'unknown', id: '192.0.2.7' }, action: 'session.add', outcome: 'refused', reason: 'token-invalid' },
  ]);
  expect(JSON.stringify(lines)).not.toContain('secret');
  expect(counted).toEqual(['token-invalid']);
});

test('Who shows no token is counted, and leaves no line', async () => {
  expect(await call('192.0.2.7')).toBe(401);
  await refused.settle();
  expect(counted).toEqual(['token-missing']);
  expect(lines).toEqual([]);
});

test('Who tries a thousand tokens leaves two lines, the second with their number; the next minute begins anew', async () => {
  for (let count = 0; count < 1_000; count += 1) await call('192.0.2.7', `t${count}`);
  expect(lines).toHaveLength(1);
  await refused.settle();
  expect(lines[1]).toMatchObject({ actor: { id: '192.0.2.7' }, times: 999 });
  await refused.settle();
  expect(lines).toHaveLength(2);
  await call('192.0.2.7', 't');
  expect(lines).toHaveLength(3);
});

test('Who tries from two thousand addresses does not fill the trail, and every try is told of', async () => {
  for (let count = 0; count < 2_000; count += 1) await call(`192.0.${count >> 8}.${count & 255}`, 't');
  await refused.settle();
  expect(lines.length).toBeLessThan(100);
  expect(lines.reduce((sum, { times = 1 }) => sum + times, 0)).toBe(2_000);
});

test('An IPv6 subscriber is one source, however many addresses come with the line', async () => {
  for (let count = 1; count < 50; count += 1) await call(`2001:db8:0:7::${count}`, 't');
  expect(lines).toHaveLength(1);
});

test('With the trail away nobody is told that the refusal was written', async () => {
  away = true;
  expect(await call('192.0.2.7', 't')).toBe(500);
});
