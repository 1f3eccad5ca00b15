import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cookieOf, emptied, openFrontDesk, type FrontDesk, type Someone } from './testing/front-desk.ts';

let desk: FrontDesk;
let jeanne: Someone;

beforeAll(async () => {
  desk = await openFrontDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await emptied(desk.database);
  jeanne = await desk.someone();
});

const wrongCode = 'ABCDEFGH2345';

describe('A2: Jeanne identifies herself', () => {
  test('with her code, card and NIR, as she types them', async () => {
    const code = (await desk.newCode(jeanne)).toLowerCase();
    const nir = jeanne.ins.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, '$1 $2 $3 $4 $5 $6 $7');
    const answer = await desk.identify({ ...jeanne, ins: nir }, code);
    expect(answer.json()).toMatchObject({ firstName: 'Jeanne', emailShown: 'j•••@m•••.example', state: 'none' });
  });

  test('though the insurer knows neither an address nor a number of hers', async () => {
    const silent = await desk.someone({ email: null, mobile: null });
    const answer = await desk.identify(silent, await desk.newCode(silent));
    expect(answer.json()).toEqual({
      opening: expect.any(String) as string,
      firstName: 'Jeanne',
      state: 'none',
      sms: true,
    });
  });

  const wrongs: [string, (who: Someone) => Partial<Someone> & { code?: string }][] = [
    ['another code', () => ({ code: wrongCode })],
    ['another card', () => ({ card_serial: '30450000' })],
    ['another kind of card', ({ card_serial }) => ({ card: 'with-photo', card_serial: `000${card_serial}` })],
    ['a NIR that nobody has', () => ({ ins: '279035121518989' })],
    ['a NIR that cannot be', ({ ins }) => ({ ins: ins.slice(0, 13) + (ins.endsWith('01') ? '02' : '01') })],
  ];
  test.each(wrongs)('and hears the same with %s, which leaves her code as good as it was', async (_, wrongIn) => {
    const right = await desk.newCode(jeanne);
    const { code = right, ...traits } = wrongIn(jeanne);
    const answer = await desk.identify({ ...jeanne, ...traits }, code);
    expect(answer.statusCode).toBe(422);
    expect({ ...answer.json<object>(), reference: '' }).toEqual({
      ...{ code: 'identification-failed', reference: '' },
      ...{ fr: expect.any(String) as string, en: expect.any(String) as string },
    });
    expect((await desk.identify(jeanne, right)).statusCode).toBe(200);
  });

  test('and who does not exist waits as long as who does', async () => {
    const app = await desk.open({ steady: 150 });
    const [code, unknown] = [await desk.newCode(jeanne), { ...jeanne, ins: '279035121518989' }];
    for (const who of [jeanne, unknown]) {
      const start = performance.now();
      const body = { code, card: who.card, nir: who.ins, serial: who.card_serial };
      await desk.post('/spaces/identification', body, { at: app });
      expect(performance.now() - start).toBeGreaterThanOrEqual(149);
    }
    await app.close();
  });

  test('with any of her three newest codes, each for 45 days: a stranger’s asking does not void the letter on its way', async () => {
    const codes: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      codes.push(await desk.newCode(jeanne));
      desk.time.pass(1);
    }
    expect((await desk.identify(jeanne, codes[0] ?? '')).statusCode).toBe(422);
    expect((await desk.identify(jeanne, codes[1] ?? '')).statusCode).toBe(200);
    desk.time.pass(44 * 24 * 60);
    expect((await desk.identify(jeanne, codes[2] ?? '')).statusCode).toBe(200);
    desk.time.pass(2 * 24 * 60);
    expect((await desk.identify(jeanne, codes[3] ?? '')).statusCode).toBe(422);
  });

  test('once with a code, of fifty who bring it at the same time', async () => {
    const code = await desk.newCode(jeanne);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => desk.identify(jeanne, code, { ip: `203.0.113.${index}` })),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    const others = answers.filter(({ statusCode }) => statusCode !== 200);
    expect(others.map((answer) => answer.json<{ code: string }>().code)).toEqual(Array(49).fill('code-taken'));
  });

  test('again with her code in the browser where she began, at once; elsewhere after half an hour', async () => {
    const code = await desk.newCode(jeanne);
    const first = await desk.identify(jeanne, code);
    const cookie = cookieOf(first);
    const again = await desk.identify(jeanne, code, { cookie });
    expect(again.statusCode).toBe(200);
    const { opening } = first.json<{ opening: string }>();
    const gone = await desk.post('/spaces/contacts', { opening, kind: 'email' });
    expect(gone.json()).toMatchObject({ code: 'opening-expired' });
    expect((await desk.identify(jeanne, code, { cookie })).json()).toMatchObject({ code: 'code-taken' });
    expect((await desk.identify(jeanne, code)).json()).toMatchObject({ code: 'code-taken' });
    desk.time.pass(31);
    expect((await desk.identify(jeanne, code)).statusCode).toBe(200);
  });

  test('and a wrong code typed meanwhile does not end the opening that her browser holds', async () => {
    const first = await desk.identify(jeanne, await desk.newCode(jeanne));
    await desk.identify(jeanne, wrongCode, { cookie: cookieOf(first) });
    const { opening } = first.json<{ opening: string }>();
    expect((await desk.post('/spaces/contacts', { opening, kind: 'email' })).statusCode).toBe(200);
  });

  test('and nobody can try her NIR without end, from wherever; her own code opens the way all the same', async () => {
    for (let count = 0; count < 10; count += 1) await desk.identify(jeanne, wrongCode, { ip: `198.51.100.${count}` });
    const refused = await desk.identify(jeanne, wrongCode, { ip: '203.0.113.1' });
    expect(refused.json()).toMatchObject({ code: 'attempts-exceeded' });
    expect((await desk.identify(jeanne, await desk.newCode(jeanne), { ip: '203.0.113.1' })).statusCode).toBe(200);
  });

  test('but no child does: a minor’s space is opened from the space of a parent (C1)', async () => {
    const lea = await desk.someone({ birth_date: '2012-05-09', attached_to: [jeanne.ins] });
    expect((await desk.identify(lea, await desk.newCode(lea))).json()).toMatchObject({ code: 'identification-failed' });
    const grown = await desk.someone({ birth_date: '2008-03-01', attached_to: [jeanne.ins] });
    expect((await desk.identify(grown, await desk.newCode(grown))).statusCode).toBe(200);
  });
});
