import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { marie, openHouse, texts, type House } from './testing/sign-in-house.ts';
import { visitorOf, type Visitor } from './testing/visitor.ts';

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0';
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1';

let house: House;
let home: Visitor;
let phone: Visitor;
beforeEach(async () => {
  house = await openHouse();
  home = visitorOf(house, { agent: firefox, ip: '192.0.2.1' });
  phone = visitorOf(house, { agent: iphone, ip: '2001:db8:7:8::1' });
});
afterEach(() => house.close());

const withMobile = () =>
  house.database
    .updateTable('account')
    .set({ mobile: '+33639980101', mobile_verified_at: house.time.clock() })
    .execute();
const codeOf = (text: string | undefined) => /\b(\d{6})\b/.exec(text ?? '')?.[1] ?? '';

describe('B1: the code goes where Marie chooses', () => {
  test('by text message to her verified mobile, shown masked', async () => {
    await withMobile();
    const first = await home.ask('POST', '/api/session/password', marie);
    expect(first.json()).toMatchObject({
      channels: [{ channel: 'email' }, { channel: 'sms', shown: '06 •• •• •• 01' }],
    });
    const { challenge } = first.json<{ challenge: string }>();
    const sent = await home.ask('POST', '/api/session/code', { challenge, channel: 'sms' });
    expect(sent.json()).toMatchObject({ sentTo: '06 •• •• •• 01' });
    expect(texts.map(({ to }) => to)).toEqual(['+33639980101']);
    const opened = await home.ask('POST', '/api/session', { challenge, code: codeOf(texts[0]?.text) });
    expect(opened.statusCode).toBe(201);
  });

  test('and not to a mobile that was never verified', async () => {
    await house.database.updateTable('account').set({ mobile: '+33639980101' }).execute();
    const { challenge } = (await home.ask('POST', '/api/session/password', marie)).json<{ challenge: string }>();
    const sent = await home.ask('POST', '/api/session/code', { challenge, channel: 'sms' });
    expect(sent.json()).toMatchObject({ code: 'channel-unavailable' });
    expect(texts).toEqual([]);
  });
});

describe('B2: Marie hears of', () => {
  test('a lock, once, however long somebody goes on', async () => {
    for (let count = 0; count < 14; count += 1)
      await phone.ask('POST', '/api/session/password', { ...marie, password: 'x' });
    const mail = await house.mail(/Trop d’essais/);
    expect(mail.text).toContain('http://localhost:8080/recover/password');
    expect((await house.mails()).filter(({ subject }) => /Trop d’essais/.test(subject))).toHaveLength(1);
  });

  test('a new device by its name and masked network; not of her first, nor of one that she has used', async () => {
    await home.signIn();
    await home.signIn();
    expect((await house.mails()).some(({ subject }) => /Nouvel appareil/.test(subject))).toBe(false);
    await phone.signIn();
    const { text } = await house.mail(/Nouvel appareil/);
    expect(text).toContain('Safari · iPhone');
    expect(text).toContain('2001:db8:•');
    expect(text).not.toContain('2001:db8:7');
  });
});

describe('B5: the sessions of Marie', () => {
  test('are listed with device and network, and she ends one from the other', async () => {
    await home.signIn();
    house.time.pass(1);
    await phone.signIn();
    const { sessions } = (await phone.ask('GET', '/api/sessions')).json<{ sessions: { id: string; own: boolean }[] }>();
    expect(sessions).toMatchObject([
      { device: 'Safari · iPhone', source: '2001:db8:•', own: true, by: 'code' },
      { device: 'Firefox · Windows', source: '192.0.•.•', own: false },
    ]);
    expect(JSON.stringify(sessions)).not.toContain('192.0.2');
    const other = sessions.find(({ own }) => !own)?.id ?? '';
    expect((await phone.ask('DELETE', `/api/sessions/${other}`)).statusCode).toBe(204);
    expect((await home.ask('GET', '/api/session')).statusCode).toBe(401);
    expect((await phone.ask('GET', '/api/session')).statusCode).toBe(200);
    expect((await phone.ask('DELETE', `/api/sessions/${other}`)).json()).toMatchObject({ code: 'resource-not-found' });
  });

  test('of somebody else are not hers to end', async () => {
    await home.signIn();
    await house.database
      .insertInto('session')
      .values({
        ...{ id: 'session-of-the-doctor', hash: 'x', kind: 'professional', account: null, professional: '{}' },
        ...{ idle_until: new Date('2030-01-01'), ends_at: new Date('2030-01-01'), created_at: house.time.clock() },
      })
      .execute();
    expect((await home.ask('DELETE', '/api/sessions/session-of-the-doctor')).statusCode).toBe(404);
  });

  test('are all ended at once when she logs out everywhere, or all but her own', async () => {
    await home.signIn();
    await phone.signIn();
    expect((await phone.ask('DELETE', '/api/sessions?keep=own')).statusCode).toBe(204);
    expect((await home.ask('GET', '/api/session')).statusCode).toBe(401);
    expect((await phone.ask('GET', '/api/session')).statusCode).toBe(200);
    expect((await phone.ask('DELETE', '/api/sessions')).statusCode).toBe(204);
    expect((await phone.ask('GET', '/api/session')).statusCode).toBe(401);
    expect((await house.mail(/connexions ont été fermées/)).text).toContain('changez votre mot de passe');
  });

  test('do not work from another device: a cookie that was taken ends the session', async () => {
    await home.signIn();
    phone.take(home, 'passerelle');
    expect((await phone.ask('GET', '/api/session')).statusCode).toBe(401);
    expect((await home.ask('GET', '/api/session')).statusCode).toBe(401);
  });

  test('get a new secret at each sign-in, and the old one is worth nothing', async () => {
    await home.signIn();
    const before = home.cookie('passerelle');
    await home.signIn();
    expect(home.cookie('passerelle')).not.toBe(before);
    expect(await house.database.selectFrom('session').select('id').execute()).toHaveLength(1);
  });
});

describe('A proof that it is Marie', () => {
  test('is asked for after ten minutes, given by her password, and lasts ten minutes', async () => {
    await home.signIn();
    house.time.pass(10);
    expect((await home.ask('DELETE', '/api/sessions?keep=own')).json()).toMatchObject({ code: 'proof-required' });
    const wrong = await home.ask('POST', '/api/session/proof', { password: 'Coquelicot-8!' });
    expect(wrong.json()).toMatchObject({ code: 'credentials-wrong' });
    expect((await home.ask('DELETE', '/api/sessions?keep=own')).statusCode).toBe(403);
    expect((await home.ask('POST', '/api/session/proof', { password: marie.password })).statusCode).toBe(204);
    house.time.pass(9.9);
    expect((await home.ask('DELETE', '/api/sessions?keep=own')).statusCode).toBe(204);
    house.time.pass(0.2);
    expect((await home.ask('DELETE', '/api/sessions?keep=own')).statusCode).toBe(403);
  });

  test('cannot be guessed by who found the screen unlocked, and does not end the session', async () => {
    await home.signIn();
    for (let count = 0; count < 10; count += 1) await home.ask('POST', '/api/session/proof', { password: 'x' });
    const refused = await home.ask('POST', '/api/session/proof', { password: marie.password });
    expect(refused.json()).toMatchObject({ code: 'attempts-exceeded' });
    expect((await home.ask('GET', '/api/session')).statusCode).toBe(200);
  });
});
