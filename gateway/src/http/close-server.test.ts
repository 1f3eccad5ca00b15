import { Agent, createServer, request, type Server } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { closeServer } from './close-server.ts';

/** As browsers and pools of connections do. */
const agent = new Agent({ keepAlive: true });
afterEach(() => agent.destroy());

const answers = new Map<string, () => void>();
async function open(): Promise<{ server: Server; ask: (path: string) => Promise<string> }> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (asked, answer) => {
    answers.set(asked.url ?? '', () => answer.end('answered'));
    if (asked.url === '/at-once') answer.end('answered');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string) => {
    const asked = request({ port, path, agent, host: '127.0.0.1' });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [AsyncIterable<Buffer>];
    return text(answer);
  };
  return { server, ask };
}
const arrived = (path: string) => expect.poll(() => answers.has(path), { timeout: 5_000 }).toBe(true);

test(
  'What is under way when the end begins is answered, and its connection holds nothing up',
  { timeout: 10_000 },
  async () => {
    const { server, ask } = await open();
    const slow = ask('/slow');
    await arrived('/slow');
    const ended = closeServer(server, 60_000);
    await expect(ask('/too-late')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    answers.get('/slow')?.();
    expect(await slow).toBe('answered');
    await ended;
  },
);

test('A connection that waits for nothing is closed at once', { timeout: 10_000 }, async () => {
  const { server, ask } = await open();
  expect(await ask('/at-once')).toBe('answered');
  await closeServer(server, 60_000);
});

test('A connection on which nothing was ever asked is cut when patience ends', { timeout: 10_000 }, async () => {
  const { server } = await open();
  const silent = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(server, 'connection');
  const cut = once(silent, 'close');
  await closeServer(server, 100);
  await cut;
});

test('An answer that never comes is cut off', { timeout: 10_000 }, async () => {
  const { server, ask } = await open();
  const never = expect(ask('/never')).rejects.toMatchObject({ code: 'ECONNRESET' });
  await arrived('/never');
  await closeServer(server, 100);
  await never;
});
