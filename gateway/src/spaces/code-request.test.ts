import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../testing/until.ts';
import { emptied, openFrontDesk, type FrontDesk, type Someone } from './testing/front-desk.ts';

let desk: FrontDesk;
let jeanne: Someone;

beforeAll(async () => {
  desk = await openFrontDesk();
  for (let count = 0; count < 5; count += 1) await desk.someone();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await emptied(desk.database);
  desk.mails.length = 0;
  desk.texts.length = 0;
  jeanne = await desk.someone();
});

interface Contacts {
  request: string;
  channels: { channel: string; shown: string }[];
}
const contacts = (nir: string, serial: string) => desk.post('/spaces/code-contacts', { nir, serial });
const shown = async (nir: string, serial: string) => (await contacts(nir, serial)).json<Contacts>();
const ask = async (who: Pick<Someone, 'ins' | 'card_serial'>, channel: string) => {
  const { request } = await shown(who.ins, who.card_serial);
  return desk.post('/spaces/codes', { request, channel });
};
/** Jobs of both kinds are done, whatever came of them. */
const settled = () =>
  until('the queue to empty', async () => {
    const { rows } = await sql<{ count: string }>`
      select count(*) from jobs.job where name in ('codes', 'told') and state in ('created', 'active', 'retry')`.execute(
      desk.database,
    );
    return rows[0]?.count === '0' || undefined;
  });
const codeIn = (text: string | undefined) => /\b([A-HJKMNP-Z2-9]{12})\b/.exec(text ?? '')?.[1] ?? '';

describe('A1: Jeanne asks for a new code', () => {
  test('by e-mail, to the address that the insurer knows and that she sees masked; with it she identifies herself', async () => {
    const { channels } = await shown(jeanne.ins, jeanne.card_serial);
    expect(channels).toEqual([
      { channel: 'email', shown: 'j•••@m•••.example' },
      { channel: 'sms', shown: '06 •• •• •• 01' },
      { channel: 'post', shown: '' },
    ]);
    const answer = await ask(jeanne, 'email');
    expect([answer.statusCode, answer.json()]).toEqual([202, {}]);
    await settled();
    expect(desk.mails.map(({ to }) => to)).toEqual([jeanne.email]);
    expect((await desk.identify(jeanne, codeIn(desk.mails[0]?.text))).statusCode).toBe(200);
  });

  test('by SMS', async () => {
    await ask(jeanne, 'sms');
    await settled();
    expect(desk.texts.map(({ to }) => to)).toEqual([jeanne.mobile]);
    expect((await desk.identify(jeanne, codeIn(desk.texts[0]?.text))).statusCode).toBe(200);
  });

  test('by post: a letter lies in the print queue, and only one in a week', async () => {
    const queue = path.join(desk.dataDir, 'print-queue');
    await ask(jeanne, 'post');
    await ask(jeanne, 'post');
    await settled();
    expect((await readdir(queue)).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
    desk.time.pass(8 * 24 * 60);
    await emptied(desk.database);
    await ask(jeanne, 'post');
    await settled();
    expect(await readdir(queue)).toHaveLength(2);
  });

  test('once, though the copy that sends it is killed and another takes the request up again', async () => {
    type Handle = (job: object) => Promise<void>;
    const taken: { handle?: Handle; job?: object } = {};
    const jobs = {
      work: async (_: string, handle: unknown) => void (taken.handle = handle as Handle),
      add: async (_: string, job: object) => void (taken.job = job),
    };
    const app = await desk.open({ jobs });
    const { request } = await shown(jeanne.ins, jeanne.card_serial);
    await desk.post('/spaces/codes', { request, channel: 'email' }, { at: app });
    expect(JSON.stringify(taken.job)).not.toContain(jeanne.ins);
    const { handle, job } = taken;
    if (!handle || !job) throw new Error('nothing was asked for');
    await Promise.all([handle(job), handle(job), handle(job)]);
    await settled();
    expect(desk.mails).toHaveLength(1);
    await app.close();
  });

  test('and has three a week at most, whoever asks, without hearing of it', async () => {
    for (let count = 0; count < 5; count += 1) expect((await ask(jeanne, 'email')).statusCode).toBe(202);
    await settled();
    expect(desk.mails).toHaveLength(3);
  });
});

describe('Who asks with a NIR or a serial that is not right', () => {
  test('gets an answer of the same kind, always the same for the pair, and nothing is sent', async () => {
    const [, unknown] = [jeanne, { ins: '279035121518989', card_serial: '12345678901' }];
    const answer = await contacts(unknown.ins, unknown.card_serial);
    const right = await contacts(jeanne.ins, jeanne.card_serial);
    expect(answer.statusCode).toBe(right.statusCode);
    const { request, channels } = answer.json<Contacts>();
    expect(Object.keys(answer.json<object>())).toEqual(Object.keys(right.json<object>()));
    expect(Math.abs(request.length - right.json<Contacts>().request.length)).toBeLessThanOrEqual(4);
    expect(channels).toEqual((await shown(unknown.ins, unknown.card_serial)).channels);
    expect(channels.map(({ channel }) => channel)).toEqual(['email', 'sms', 'post']);
    for (const channel of ['email', 'sms', 'post']) {
      const sent = await desk.post('/spaces/codes', { request, channel });
      expect([sent.statusCode, sent.json()]).toEqual([202, {}]);
    }
    await ask({ ...jeanne, card_serial: '30459999' }, 'email');
    await settled();
    expect([desk.mails, desk.texts]).toEqual([[], []]);
  });

  test('waits as long as who is known', async () => {
    const app = await desk.open({ steady: 150 });
    for (const nir of [jeanne.ins, '279035121518989']) {
      const start = performance.now();
      await desk.post('/spaces/code-contacts', { nir, serial: jeanne.card_serial }, { at: app });
      expect(performance.now() - start).toBeGreaterThanOrEqual(149);
    }
    await app.close();
  });

  test('gets no code for a child', async () => {
    const lea = await desk.someone({ birth_date: '2012-05-09', attached_to: [jeanne.ins] });
    await ask(lea, 'email');
    await settled();
    expect(desk.mails).toEqual([]);
  });

  test('is told nothing by a request that was never given, or is old', async () => {
    const { request } = await shown(jeanne.ins, jeanne.card_serial);
    desk.time.pass(16);
    for (const ticket of [request, 'x', ''])
      expect((await desk.post('/spaces/codes', { request: ticket, channel: 'email' })).json()).toMatchObject({
        code: 'opening-expired',
      });
  });
});
