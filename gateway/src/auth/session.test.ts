import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { marie, openHouse, type House } from './testing/sign-in-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  house.app.inject({ method: 'POST', url, payload, headers: { 'x-forwarded-for': '192.0.2.1', ...headers } });

const password = (given: object = marie, headers: Record<string, string> = {}) =>
  post('/api/session/password', given, headers);

async function challengeWithCode() {
  const { challenge } = (await password()).json<{ challenge: string }>();
  expect((await post('/api/session/code', { challenge, channel: 'email' })).statusCode).toBe(200);
  return { challenge, code: await house.newCode() };
}

async function signedIn() {
  const answer = await post('/api/session', await challengeWithCode());
  expect(answer.statusCode).toBe(201);
  const cookies = Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]));
  return { answer, cookies, headers: { cookie: bothOf(cookies) } };
}

/** The session, and the device that it is bound to. */
const bothOf = (cookies: Record<string, string>): string =>
  `passerelle=${cookies['passerelle']}; passerelle-device=${cookies['passerelle-device']}`;

const whoAmI = (headers: Record<string, string>) => house.app.inject({ method: 'GET', url: '/api/session', headers });
const auditReasons = async () =>
  (await house.database.selectFrom('audit_line').select('line').orderBy('seq').execute()).map(
    ({ line }) => (JSON.parse(line) as { reason: string }).reason,
  );
const wrongCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('B1: Marie signs in', () => {
  test('with her password, then the code that she receives by mail, and learns who she is', async () => {
    const first = await password();
    expect(first.json()).toMatchObject({ channels: [{ channel: 'email', shown: 'm•••@m•••.example' }] });
    const { headers, answer } = await signedIn();
    expect(answer.json()).toMatchObject({ patientId: 'marie', firstName: 'MARIE', name: 'DURAND' });
    expect((await whoAmI(headers)).json()).toMatchObject({ mailAddress: '279035121518989@patient.mssante.example' });
    expect(await auditReasons()).toEqual(['signed-in']);
  });

  test('and her cookie cannot be read by a page, nor be sent from another site', async () => {
    const { answer } = await signedIn();
    const cookie = answer.cookies.find(({ name }) => name === 'passerelle');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(JSON.stringify(await house.database.selectFrom('session').selectAll().execute())).not.toContain(
      cookie?.value,
    );
  });

  test('and nothing between her and the gateway may keep what it answers, whose profile it is for stands in a header', async () => {
    const { answer, headers } = await signedIn();
    const first = await password();
    for (const one of [answer, first, await whoAmI(headers)])
      expect(one.headers['cache-control']).toBe('private, no-store');
  });

  test('and no code stands in the database as it is', async () => {
    const { code } = await challengeWithCode();
    expect(JSON.stringify(await house.database.selectFrom('one_time').selectAll().execute())).not.toContain(
      `"${code}"`,
    );
  });

  test('anew, which ends the session that was in the cookie', async () => {
    const { headers } = await signedIn();
    const { challenge } = (await password()).json<{ challenge: string }>();
    const before = await house.newCode();
    await post('/api/session/code', { challenge, channel: 'email' });
    const again = await post('/api/session', { challenge, code: await house.newCode(before) }, headers);
    expect(again.statusCode).toBe(201);
    expect((await whoAmI(headers)).statusCode).toBe(401);
  });

  test('and out, after which the cookie opens nothing', async () => {
    const { headers } = await signedIn();
    expect((await house.app.inject({ method: 'DELETE', url: '/api/session', headers })).statusCode).toBe(204);
    expect((await whoAmI(headers)).json()).toMatchObject({ code: 'not-signed-in' });
  });

  test('and is signed out after 30 idle minutes, and after 12 hours in any case', async () => {
    const { headers } = await signedIn();
    house.time.pass(29);
    expect((await whoAmI(headers)).statusCode).toBe(200);
    house.time.pass(31);
    expect((await whoAmI(headers)).statusCode).toBe(401);
    const second = await signedInLater();
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      expect((await whoAmI(second)).statusCode).toBe(200);
      house.time.pass(20);
    }
    expect((await whoAmI(second)).statusCode).toBe(401);
  });
});

async function signedInLater() {
  const { challenge } = (await password()).json<{ challenge: string }>();
  const before = await house.newCode();
  await post('/api/session/code', { challenge, channel: 'email' });
  const answer = await post('/api/session', { challenge, code: await house.newCode(before) });
  return { cookie: bothOf(Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))) };
}

describe('a code', () => {
  test('brought by fifty requests at once opens one session', async () => {
    const given = await challengeWithCode();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post('/api/session', given)));
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
    expect(await house.database.selectFrom('session').selectAll().execute()).toHaveLength(1);
  });

  test('is no good after ten minutes', async () => {
    const given = await challengeWithCode();
    house.time.pass(10.1);
    expect((await post('/api/session', given)).json()).toMatchObject({ code: 'code-wrong' });
  });

  test('cannot be guessed: after five wrong ones the right one is refused too', async () => {
    const { challenge, code } = await challengeWithCode();
    for (let count = 0; count < 5; count += 1)
      expect((await post('/api/session', { challenge, code: wrongCode(code) })).json()).toMatchObject({
        code: 'code-wrong',
      });
    expect((await post('/api/session', { challenge, code })).statusCode).toBe(401);
    expect(await auditReasons()).toEqual(Array(6).fill('code-wrong'));
  });

  test('sent anew replaces the one before', async () => {
    const { challenge, code } = await challengeWithCode();
    await post('/api/session/code', { challenge, channel: 'email' });
    const next = await house.newCode(code);
    expect((await post('/api/session', { challenge, code })).statusCode).toBe(401);
    expect((await post('/api/session', { challenge, code: next })).statusCode).toBe(201);
  });

  test('is sent three times and no more', async () => {
    const { challenge } = (await password()).json<{ challenge: string }>();
    for (let count = 0; count < 3; count += 1) await post('/api/session/code', { challenge, channel: 'email' });
    expect((await post('/api/session/code', { challenge, channel: 'email' })).statusCode).toBe(429);
  });

  test('does not open a sign-in that took longer than twenty minutes, nor one that never was', async () => {
    const { challenge, code } = await challengeWithCode();
    house.time.pass(20.1);
    expect((await post('/api/session', { challenge, code })).json()).toMatchObject({ code: 'challenge-expired' });
    expect((await post('/api/session', { challenge: 'x', code })).json()).toMatchObject({ code: 'challenge-expired' });
  });

  test('that cannot be sent is said, and the rest goes on', async () => {
    const { challenge } = (await password()).json<{ challenge: string }>();
    await house.catcher.stop();
    const answer = await post('/api/session/code', { challenge, channel: 'email' });
    expect(answer.json()).toMatchObject({ code: 'mail-unavailable' });
    expect(answer.statusCode).toBe(503);
  });
});

describe('who does not know the password', () => {
  test('hears the same whether the account exists or not', async () => {
    const [wrong, unknown] = await Promise.all([
      password({ ...marie, password: 'Coquelicot-8!' }),
      password({ identifier: 'nobody.here', password: 'Coquelicot-8!' }),
    ]);
    const said = (answer: typeof wrong): object => ({ ...answer.json<object>(), reference: '' });
    expect(said(unknown)).toEqual(said(wrong));
    expect(wrong.statusCode).toBe(401);
    expect(await auditReasons()).toEqual(['credentials-wrong', 'credentials-wrong']);
  });

  test('is slowed down after ten tries of one account, from wherever they come, known or not', async () => {
    for (const identifier of [marie.identifier, 'nobody.here']) {
      const tries = Array.from({ length: 10 }, (_, count) =>
        password({ identifier, password: 'x' }, { 'x-forwarded-for': `198.51.100.${count}` }),
      );
      await Promise.all(tries);
      const refused = await password({ identifier, password: 'x' }, { 'x-forwarded-for': '203.0.113.9' });
      expect(refused.json()).toMatchObject({ code: 'attempts-exceeded' });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
    }
  });

  test('does not lock Marie out on the device that she signed in with, nor for good elsewhere', async () => {
    const { cookies } = await signedIn();
    await Promise.all(Array.from({ length: 11 }, () => password({ ...marie, password: 'x' })));
    expect((await password()).statusCode).toBe(429);
    const device = { cookie: `passerelle-device=${cookies['passerelle-device']}` };
    expect((await password(marie, device)).statusCode).toBe(200);
    house.time.pass(15.1);
    expect((await password()).statusCode).toBe(200);
  });

  test('is slowed down after sixty tries of many accounts from one source, IPv6 subscribers included', async () => {
    const tries = Array.from({ length: 60 }, (_, count) =>
      password({ identifier: `nobody.${count}`, password: 'x' }, { 'x-forwarded-for': `2001:db8:1:2::${count}` }),
    );
    await Promise.all(tries);
    const refused = await password(
      { identifier: 'nobody.else', password: 'x' },
      { 'x-forwarded-for': '2001:db8:1:2:9::1' },
    );
    expect(refused.statusCode).toBe(429);
    expect((await password()).statusCode).toBe(200);
  });
});

describe('another site', () => {
  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:8080' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
  ])('cannot act through the browser of Marie (%o)', async (foreign) => {
    const { headers } = await signedIn();
    const answer = await house.app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { ...headers, ...foreign },
    });
    expect(answer.json()).toMatchObject({ code: 'origin-refused' });
    expect((await whoAmI(headers)).statusCode).toBe(200);
    expect((await password(marie, foreign)).statusCode).toBe(403);
  });

  test('is not our own page, which may', async () => {
    const { headers } = await signedIn();
    const own = { ...headers, 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8080' };
    expect((await house.app.inject({ method: 'DELETE', url: '/api/session', headers: own })).statusCode).toBe(204);
  });
});

test('Over https the cookie is bound to the host and never travels in clear', async () => {
  await house.close();
  house = await openHouse({ publicUrl: 'https://espace.example' });
  const answer = await post('/api/session', await challengeWithCode());
  expect(answer.cookies.find(({ name }) => name === '__Host-passerelle')).toMatchObject({
    secure: true,
    httpOnly: true,
  });
});
