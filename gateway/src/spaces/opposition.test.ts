import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pdfText } from '../../testing/pdf-text.ts';
import { until } from '../../testing/until.ts';
import { openSpace } from './open-space.ts';
import { findInsured } from './insured.ts';
import { lockPerson } from './states.ts';
import { emptied, openFrontDesk, type FrontDesk, type Someone } from './testing/front-desk.ts';

let desk: FrontDesk;
let jeanne: Someone;

beforeAll(async () => {
  desk = await openFrontDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await emptied(desk.database);
  desk.mails.length = 0;
  jeanne = await desk.someone();
});

interface Opposed {
  certificate: string;
  code: string;
  at: string;
}
const oppose = (opening: string) => desk.post('/spaces/opposition', { opening, confirms: true });
const opposed = async (who: Someone) => (await oppose(await desk.opening(who))).json<Opposed>();
const check = (code: string) => desk.post('/certificates/check', { code });
const pdf = (certificate: string, language = 'fr') => desk.post('/certificates/pdf', { certificate, language });
const codeOf = (answer: { json: <T>() => T }) => answer.json<{ code: string }>().code;

describe('A3: Jeanne refuses her space', () => {
  test('and no Patient is made; a mail tells her', async () => {
    const answer = await oppose(await desk.opening(jeanne));
    expect(answer.statusCode).toBe(201);
    const space = await desk.spaceOf(jeanne);
    expect(space?.state).toBe('opposed');
    await expect(desk.fhir.read('Patient', space?.patient ?? '')).rejects.toMatchObject({ kind: 'missing' });
    await until('the mail', () => desk.mails.find(({ subject }) => subject.includes('opposition')));
    expect(desk.mails[0]).toMatchObject({ to: jeanne.email });
  });

  test('and downloads the certificate, which the page confirms by its code, as she types it, masked', async () => {
    const { certificate, code } = await opposed(jeanne);
    const file = await pdf(certificate);
    expect(file.headers).toMatchObject({
      ...{ 'content-type': 'application/pdf', 'cache-control': 'private, no-store' },
      'content-disposition': 'attachment; filename="attestation.pdf"',
    });
    const text = pdfText(file.rawPayload);
    const grouped = code.match(/.{4}/g)?.join('-') ?? '';
    for (const words of ['Attestation d’opposition', 'Jeanne DUVAL', grouped, '/certificate'])
      expect(text).toContain(words);
    expect(pdfText((await pdf(certificate, 'en')).rawPayload)).toContain('Certificate of objection');
    expect((await check(grouped.toLowerCase())).json()).toEqual({
      ...{ kind: 'opposition', at: desk.time.clock().toISOString(), nameShown: 'J••• D•••', inForce: true },
      insShown: `2••••••••••••${jeanne.ins.slice(-2)}`,
    });
  });

  test('with a certificate that is given for a day, and whose code is nowhere kept', async () => {
    const { certificate, code } = await opposed(jeanne);
    const kept = JSON.stringify(await desk.database.selectFrom('certificate').selectAll().execute());
    expect(kept).not.toContain(code);
    desk.time.pass(25 * 60);
    expect([(await pdf(certificate)).statusCode, codeOf(await pdf(certificate))]).toEqual([410, 'certificate-expired']);
    expect((await check(code)).statusCode).toBe(200);
    expect([(await check('ABCDEFGHJKMNPQRS')).statusCode, codeOf(await check('ABCDEFGHJKMNPQRS'))]).toEqual([
      ...[404, 'certificate-unknown'],
    ]);
  });

  test('once, of twenty at the same time; her codes have served then', async () => {
    const [opening, code] = [await desk.opening(jeanne), await desk.newCode(jeanne)];
    const answers = await Promise.all(Array.from({ length: 20 }, () => oppose(opening)));
    expect(answers.some(({ statusCode }) => statusCode === 201)).toBe(true);
    expect(await desk.spaceOf(jeanne)).toMatchObject({ state: 'opposed', version: '1' });
    expect(codeOf(await desk.identify(jeanne, code))).toBe('identification-failed');
    expect(codeOf(await desk.activate(opening, { identifier: 'jeanne.apres' }))).toBe('opening-expired');
    const mailed = () => desk.mails.filter(({ to }) => to === jeanne.email);
    await until('the mail', () => mailed().find(({ subject }) => subject.includes('opposition')));
    expect(mailed()).toHaveLength(1);
  });

  test('and gets a certificate though the first answer was lost, five at most', async () => {
    const opening = await desk.opening(jeanne);
    const first = (await oppose(opening)).json<Opposed>();
    desk.time.pass(2);
    const again = (await oppose(opening)).json<Opposed>();
    expect(again.at).toBe(first.at);
    for (const { code } of [first, again]) expect((await check(code)).json()).toMatchObject({ inForce: true });
    const more = await Promise.all(Array.from({ length: 10 }, () => oppose(opening)));
    expect(more.filter(({ statusCode }) => statusCode === 201)).toHaveLength(3);
  });

  test('or opens it, never both, when two windows choose at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const who = await desk.someone();
      const opening = await desk.proved(who);
      const identifier = `jeanne.deux.${round}`;
      const [no, yes] = await Promise.all([oppose(opening), desk.activate(opening, { identifier })]);
      expect([no.statusCode, yes.statusCode].filter((status) => status === 201)).toHaveLength(1);
      expect((await desk.spaceOf(who))?.state).toBe(no.statusCode === 201 ? 'opposed' : 'open');
      expect(await desk.accountsOf(who)).toHaveLength(no.statusCode === 201 ? 0 : 1);
    }
  });

  test('or opens it, and neither fails, when both wait for the same hand to be done', async () => {
    const opening = await desk.proved(jeanne);
    const waiting = async (): Promise<number> => {
      const { rows } = await sql<{ count: string }>`
        select count(*) from pg_locks where locktype = 'advisory' and not granted`.execute(desk.database);
      return Number(rows[0]?.count);
    };
    const both = await desk.database.transaction().execute(async (transaction) => {
      await lockPerson(transaction, jeanne.ins);
      const opens = desk.activate(opening, { identifier: 'jeanne.attend' });
      await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
      const refuses = oppose(opening);
      await expect.poll(waiting, { timeout: 10_000 }).toBe(2);
      return [opens, refuses];
    });
    expect((await Promise.all(both)).map(({ statusCode }) => statusCode)).toEqual([201, 422]);
  });

  test('not without confirming it', async () => {
    const opening = await desk.opening(jeanne);
    expect((await desk.post('/spaces/opposition', { opening, confirms: false })).statusCode).toBe(400);
    expect(await desk.spaceOf(jeanne)).toBeUndefined();
  });

  test('and comes back with a new code: then the certificate says that it is no longer in force', async () => {
    const { code } = await opposed(jeanne);
    const again = await desk.identify(jeanne, await desk.newCode(jeanne));
    expect(again.json()).toMatchObject({ state: 'opposed' });
    await emptied(desk.database);
    desk.time.pass(31);
    const opened = await desk.activate(await desk.proved(jeanne), { identifier: 'jeanne.revient' });
    expect(opened.statusCode).toBe(201);
    expect((await desk.spaceOf(jeanne))?.state).toBe('open');
    expect((await check(code)).json()).toMatchObject({ inForce: false });
  });

  test('and closes the one that opened by itself, where nobody ever signed in (A7)', async () => {
    const person = await findInsured(desk.database, jeanne.ins);
    if (!person) throw new Error('nobody');
    await openSpace(desk.parts, person, { by: 'night' });
    const { code } = await opposed(jeanne);
    expect((await desk.spaceOf(jeanne))?.state).toBe('closed');
    expect((await check(code)).json()).toMatchObject({ kind: 'closing', inForce: true });
  });
});
