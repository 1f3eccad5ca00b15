import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSms, type Sms } from './sms.ts';

let provider: Server;
let sms: Sms;
let asked: { url?: string; authorization?: string; body: string }[];
let answer: (response: ServerResponse) => void;
const message = { to: '+33639980101', text: 'Passerelle : votre code est 012345.' };

beforeEach(async () => {
  asked = [];
  answer = (response) => response.writeHead(202).end('{"id":"1"}');
  provider = createServer((request, response) => void take(request).then(() => answer(response)));
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const { port } = provider.address() as AddressInfo;
  sms = createSms({ url: `http://127.0.0.1:${port}/v1/texts`, token: 'secret-token', sender: 'Passerelle' });
});
afterEach(async () => {
  provider.closeAllConnections();
  provider.close();
});

async function take(request: IncomingMessage): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { authorization } = request.headers;
  asked.push({ ...(request.url ? { url: request.url } : {}), ...(authorization ? { authorization } : {}), body });
}

test('A text goes to the provider once, with its number, its sender and the token', async () => {
  await sms.send(message);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ url: '/v1/texts', authorization: 'Bearer secret-token' });
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ ...message, from: 'Passerelle' });
});

test.each<[string, (response: ServerResponse) => void]>([
  ['refuses', (response) => response.writeHead(401).end()],
  ['fails', (response) => response.writeHead(500).end('<html>')],
  ['sends elsewhere', (response) => response.writeHead(307, { location: '/v1/other' }).end()],
  ['answers without end', (response) => response.writeHead(200).end('a'.repeat(1024 * 1024))],
  ['hangs up', (response) => response.destroy()],
])('A provider that %s is said to be unavailable', async (_, behaviour) => {
  answer = behaviour;
  await expect(sms.send(message)).rejects.toMatchObject({ code: 'sms-unavailable' });
  expect(asked).toHaveLength(1);
});

test('A provider that never answers is given up after five seconds', async () => {
  answer = () => undefined;
  const begun = performance.now();
  await expect(sms.send(message)).rejects.toMatchObject({ code: 'sms-unavailable' });
  expect(performance.now() - begun).toBeGreaterThan(4_500);
  expect(performance.now() - begun).toBeLessThan(6_500);
}, 10_000);
