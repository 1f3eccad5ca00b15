import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { authenticator } from './testing/authenticator.ts';
import { openHouse, type House } from './testing/sign-in-house.ts';
import { visitorOf, type Visitor } from './testing/visitor.ts';

let house: House;
let home: Visitor;
let elsewhere: Visitor;
let device: ReturnType<typeof authenticator>;
beforeEach(async () => {
  house = await openHouse();
  home = visitorOf(house, { agent: 'Firefox/143.0 (Windows)', ip: '192.0.2.1' });
  elsewhere = visitorOf(house, { agent: 'x', ip: '198.51.100.7' });
  device = authenticator();
  await home.signIn();
});
afterEach(() => house.close());

async function add(name = 'Mon téléphone') {
  const made = await home.ask('POST', '/api/passkeys/options');
  const { challenge, options } = made.json<{
    challenge: string;
    options: { challenge: string; user: { id: string } };
  }>();
  return home.ask('POST', '/api/passkeys', { challenge, name, response: device.make(options) });
}
const challenged = async () =>
  (await elsewhere.ask('POST', '/api/passkey-challenges')).json<{
    challenge: string;
    options: { challenge: string; allowCredentials?: unknown };
  }>();
async function signIn(how: Parameters<typeof device.answer>[1] = {}) {
  const { challenge, options } = await challenged();
  return elsewhere.ask('POST', '/api/session/passkey', { challenge, response: device.answer(options, how) });
}

describe('B6: with a passkey Marie', () => {
  test('signs in without identifier, password or code, and is told that it was added', async () => {
    expect((await add()).json()).toMatchObject({ name: 'Mon téléphone', backedUp: false });
    const opened = await signIn();
    expect([opened.statusCode, opened.json()]).toMatchObject([201, { firstName: 'MARIE' }]);
    expect((await elsewhere.ask('GET', '/api/sessions')).json()).toMatchObject({
      sessions: expect.arrayContaining([expect.objectContaining({ own: true, by: 'passkey' })]),
    });
    expect((await house.mail(/clé d’accès a été ajoutée/)).text).toContain('Mon téléphone');
  });

  test('gets in while others try her password, and proves it is her', async () => {
    await add();
    house.time.pass(11);
    expect((await home.ask('POST', '/api/passkeys/options')).json()).toMatchObject({ code: 'proof-required' });
    const { challenge, options } = await challenged();
    const proof = await home.ask('POST', '/api/session/proof', { challenge, response: device.answer(options) });
    expect(proof.statusCode).toBe(204);
    expect((await home.ask('POST', '/api/passkeys/options')).statusCode).toBe(200);
  });

  test('renames it and removes it, after which it opens nothing', async () => {
    const { id } = (await add()).json<{ id: string }>();
    expect((await home.ask('PUT', `/api/passkeys/${id}`, { name: 'Vieux téléphone' })).statusCode).toBe(204);
    expect((await home.ask('GET', '/api/passkeys')).json()).toMatchObject({ passkeys: [{ name: 'Vieux téléphone' }] });
    expect((await home.ask('DELETE', `/api/passkeys/${id}`)).statusCode).toBe(204);
    expect((await signIn()).json()).toMatchObject({ code: 'passkey-refused' });
    await house.mail(/clé d’accès a été supprimée/);
  });
});

describe('A passkey opens nothing', () => {
  test('when what it answered is brought a second time, or by fifty at once', async () => {
    await add();
    const { challenge, options } = await challenged();
    const body = { challenge, response: device.answer(options) };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        house.app.inject({ method: 'POST', url: '/api/session/passkey', payload: body }),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
  });

  test.each([
    ['answered on another site', { from: 'https://pass3relle.example' }],
    ['did not see its owner', { flags: 0x01 }],
  ])('when it %s', async (_, how) => {
    await add();
    expect((await signIn(how)).json()).toMatchObject({ code: 'passkey-refused' });
  });

  test('when its counter goes back: it was copied, and its owner is told', async () => {
    await add();
    expect((await signIn({ counter: 7 })).statusCode).toBe(201);
    expect((await signIn({ counter: 7 })).json()).toMatchObject({ code: 'passkey-refused' });
    expect((await house.mail(/clé d’accès a été refusée/)).text).toContain('Mon téléphone');
    expect((await signIn({ counter: 8 })).statusCode).toBe(201);
  });

  test('when its challenge is of another time, or was given to make a key', async () => {
    await add();
    const { challenge, options } = await challenged();
    house.time.pass(5.1);
    const late = { challenge, response: device.answer(options) };
    expect((await elsewhere.ask('POST', '/api/session/passkey', late)).statusCode).toBe(401);
    await home.signIn();
    const making = (await home.ask('POST', '/api/passkeys/options')).json<typeof late & { options: typeof options }>();
    const other = { challenge: making.challenge, response: device.answer(making.options, { counter: 2 }) };
    expect((await elsewhere.ask('POST', '/api/session/passkey', other)).statusCode).toBe(401);
  });

  test('to who asks whether there is one: no challenge names a key', async () => {
    await add();
    expect((await challenged()).options.allowCredentials).toBeUndefined();
  });
});

test('Another site gets nothing done through Marie’s browser', async () => {
  const cookie = `passerelle=${home.cookie('passerelle')}; passerelle-device=${home.cookie('passerelle-device')}`;
  const headers = { cookie, 'sec-fetch-site': 'cross-site' };
  for (const [method, url] of [
    ['POST', '/api/session/passkey'],
    ['POST', '/api/session/proof'],
    ['POST', '/api/passkey-challenges'],
    ['POST', '/api/passkeys/options'],
    ['POST', '/api/passkeys'],
    ['DELETE', '/api/passkeys/x'],
    ['DELETE', '/api/sessions'],
    ['DELETE', '/api/sessions/x'],
    ['POST', '/api/recovery/identifier'],
    ['POST', '/api/recovery/password'],
    ['PUT', '/api/recovery/password'],
  ] as const) {
    const answer = await house.app.inject({ method, url, headers, ...(method === 'DELETE' ? {} : { payload: {} }) });
    expect(answer.json(), `${method} ${url}`).toMatchObject({ code: 'origin-refused' });
  }
});
