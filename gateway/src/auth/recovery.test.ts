import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { marie, openHouse, texts, type House } from './testing/sign-in-house.ts';
import { visitorOf, type Visitor } from './testing/visitor.ts';

const chosen = 'Quatre-bateaux-9';
let house: House;
let home: Visitor;
let stranger: Visitor;
beforeEach(async () => {
  house = await openHouse();
  home = visitorOf(house, { agent: 'Firefox/143.0 (Windows)', ip: '192.0.2.1' });
  stranger = visitorOf(house, { agent: 'x', ip: '198.51.100.7' });
});
afterEach(() => house.close());

const mailsCalled = async (subject: RegExp) => (await house.mails()).filter((mail) => subject.test(mail.subject));
const ask = (identifier: string = marie.identifier) => home.ask('POST', '/api/recovery/password', { identifier });
const link = /\/recover#([0-9a-f-]{36}\.[\w-]{43})/;
async function ticketByMail(): Promise<string> {
  await ask();
  return link.exec((await house.mail(/nouveau mot de passe/)).text)?.[1] ?? '';
}
const reset = (ticket: string, more: object = {}) =>
  home.ask('PUT', '/api/recovery/password', { ticket, password: chosen, ...more });
const stored = async () => (await house.database.selectFrom('account').selectAll().executeTakeFirstOrThrow()).password;

describe('B3: who has forgotten the identifier', () => {
  test('finds it in the mailbox, asked for by address and birth date, however the address is written', async () => {
    const given = { email: ' Marie@Maison.example', birthDate: '1979-03-28' };
    const answer = await home.ask('POST', '/api/recovery/identifier', given);
    expect([answer.statusCode, answer.json()]).toEqual([202, {}]);
    expect((await house.mail(/Votre identifiant/)).text).toContain('marie.durand');
  });

  test('or on the mobile, if it was verified', async () => {
    const given = { mobile: '06 39 98 01 01', birthDate: '1979-03-28' };
    await house.database.updateTable('account').set({ mobile: '+33639980101' }).execute();
    await home.ask('POST', '/api/recovery/identifier', given);
    await house.database.updateTable('account').set({ mobile_verified_at: house.time.clock() }).execute();
    await home.ask('POST', '/api/recovery/identifier', given);
    await expect.poll(() => texts, { timeout: 10_000 }).toHaveLength(1);
    expect(texts[0]).toMatchObject({ to: '+33639980101', text: 'Passerelle : votre identifiant est marie.durand' });
  });

  test('hears the same when nobody has that address, and nobody is written to', async () => {
    const given = { email: 'marie@maison.example', birthDate: '1979-03-29' };
    const answer = await home.ask('POST', '/api/recovery/identifier', given);
    expect([answer.statusCode, answer.json()]).toEqual([202, {}]);
    await ask();
    await house.mail(/nouveau mot de passe/);
    expect(await mailsCalled(/Votre identifiant/)).toEqual([]);
  });
});

describe('B4: who has forgotten the password', () => {
  test('chooses a new one by the link, and every session is ended at once', async () => {
    await home.signIn();
    await stranger.signIn();
    const ticket = await ticketByMail();
    expect((await home.ask('POST', '/api/recovery/password/way', { ticket })).json()).toEqual({ needsCode: false });
    expect((await reset(ticket)).statusCode).toBe(204);
    for (const visitor of [home, stranger]) expect((await visitor.ask('GET', '/api/session')).statusCode).toBe(401);
    expect((await house.mail(/Votre mot de passe a changé/)).text).toContain('/recover/password');
    expect((await home.ask('POST', '/api/session/password', marie)).statusCode).toBe(401);
    await home.signIn(chosen);
  });

  test('once, however many requests bring the link', async () => {
    const ticket = await ticketByMail();
    const answers = await Promise.all(Array.from({ length: 10 }, () => reset(ticket)));
    expect(answers.filter(({ statusCode }) => statusCode === 204)).toHaveLength(1);
    const password = await stored();
    expect((await reset(ticket, { password: 'Cinq-bateaux-10' })).json()).toMatchObject({ code: 'recovery-expired' });
    expect(await stored()).toBe(password);
    await house.mail(/Votre mot de passe a changé/);
    expect(await mailsCalled(/Votre mot de passe a changé/)).toHaveLength(1);
  });

  test('within half an hour, with a link that was given out', async () => {
    const ticket = await ticketByMail();
    const password = await stored();
    for (const wrong of ['x', `${ticket.slice(0, -1)}${ticket.endsWith('A') ? 'B' : 'A'}`])
      expect((await reset(wrong)).json()).toMatchObject({ code: 'recovery-expired' });
    house.time.pass(30.1);
    expect((await reset(ticket)).json()).toMatchObject({ code: 'recovery-expired' });
    expect(await stored()).toBe(password);
  });

  test('and is told why one that others guess is refused; the link still serves', async () => {
    const ticket = await ticketByMail();
    const refused = await reset(ticket, { password: 'Marie-Durand-79!' });
    expect(refused.json()).toMatchObject({ code: 'password-guessable' });
    expect(refused.json<{ en: string }>().en).toContain('your name');
    expect((await reset(ticket)).statusCode).toBe(204);
  });

  test('needs the code on a verified mobile besides: a stolen mailbox is not enough', async () => {
    await house.database
      .updateTable('account')
      .set({ mobile: '+33639980101', mobile_verified_at: house.time.clock() })
      .execute();
    const ticket = await ticketByMail();
    const way = await home.ask('POST', '/api/recovery/password/way', { ticket });
    expect(way.json()).toEqual({ needsCode: true, sentTo: '06 •• •• •• 01' });
    expect((await reset(ticket)).json()).toMatchObject({ code: 'code-wrong' });
    const code = /\b(\d{6})\b/.exec(texts.at(-1)?.text ?? '')?.[1];
    expect((await reset(ticket, { code })).statusCode).toBe(204);
  });

  test('hears the same whether the identifier is known or not, and only the owner is written to', async () => {
    const [known, unknown] = [await ask(), await ask('nobody.here')];
    const said = ({ statusCode, body, headers }: typeof known) => [statusCode, body, Object.keys(headers).sort()];
    expect(said(unknown)).toEqual(said(known));
    await house.mail(/nouveau mot de passe/);
    expect(await house.mails()).toHaveLength(1);
  });

  test('cannot be kept from it: strangers who ask fill no mailbox and spoil no link', async () => {
    const ticket = await ticketByMail();
    for (let count = 0; count < 8; count += 1)
      await stranger.ask('POST', '/api/recovery/password', { identifier: marie.identifier });
    await expect.poll(() => house.mails(), { timeout: 10_000 }).toHaveLength(3);
    expect((await reset(ticket)).statusCode).toBe(204);
  });

  test('gets in while strangers try on: the wait is over, and this device is known', async () => {
    const tryOn = () =>
      Promise.all(
        Array.from({ length: 12 }, () => stranger.ask('POST', '/api/session/password', { ...marie, password: 'x' })),
      );
    await tryOn();
    expect((await home.ask('POST', '/api/session/password', marie)).statusCode).toBe(429);
    await reset(await ticketByMail());
    await tryOn();
    expect((await stranger.ask('POST', '/api/session/password', { ...marie, password: chosen })).statusCode).toBe(429);
    await home.signIn(chosen);
  });
});
