import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemBody } from '../client/call.ts';
import { createServer } from './server.ts';

let app: FastifyInstance;
beforeAll(async () => {
  app = createServer({ logLevel: 'silent', proxies: 0 });
  app.get('/here', () => ({ here: true }));
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

/** Sends bytes as they are and hears all that comes back. */
const send = (bytes: string): Promise<{ head: string; body: ProblemBody }> =>
  new Promise((resolve, reject) => {
    const heard: Buffer[] = [];
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(5_000, () => socket.destroy(new Error('no end')));
    socket.on('data', (part) => heard.push(part)).on('error', reject);
    socket.on('close', () => {
      const [head = '', body = '{}'] = Buffer.concat(heard).toString().split('\r\n\r\n');
      resolve({ head: head.toLowerCase(), body: JSON.parse(body) as ProblemBody });
    });
  });
const request = (path: string, ...headers: string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n');

test.each([
  ['whose headers are too large', request('/here', `Cookie: a=${'x'.repeat(20_000)}`), 431, 'headers-too-large'],
  ['whose address is too long', request(`/here?a=${'x'.repeat(20_000)}`), 431, 'headers-too-large'],
  ['that is no HTTP', 'EHLO hospital.example\r\n\r\n', 400, 'request-unreadable'],
  ['with two lengths', request('/here', 'Content-Length: 1', 'Content-Length: 2'), 400, 'request-unreadable'],
  ['whose address cannot be decoded', request('/%ff'), 400, 'path-undecodable'],
])(
  'A request %s hears why, with a reference, and with the headers of every answer',
  async (_what, bytes, status, code) => {
    const { head, body } = await send(bytes);
    expect(head).toContain(`http/1.1 ${status} `);
    expect(body).toMatchObject({ code, fr: expect.any(String) as string, en: expect.any(String) as string });
    expect(head).toContain(`x-request-id: ${body.reference}`);
    for (const header of ['content-security-policy', 'x-content-type-options: nosniff', 'cache-control: no-store'])
      expect(head).toContain(header);
  },
);
