import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctor } from '../../testing/town.ts';
import { until } from '../../testing/until.ts';
import type { Action } from '../access/action.ts';
import type { Caller } from '../access/caller.ts';
import { asks, openSettingsHouse, unprove, type SettingsHouse } from './testing/settings-house.ts';

let house: SettingsHouse;
let copies: Awaited<ReturnType<SettingsHouse['copy']>>[];
beforeAll(async () => {
  house = await openSettingsHouse();
  copies = [await house.copy(), await house.copy()];
}, 60_000);
afterAll(() => house.close());

const [first, second] = [() => copies[0] as (typeof copies)[number], () => copies[1] as (typeof copies)[number]];
const mailed = (to: string, subject: RegExp) =>
  until(`a mail to ${to}: ${subject}`, () => house.mails.find((mail) => mail.to === to && subject.test(mail.subject)));
const texted = (to: string, text: RegExp) =>
  until(`a text to ${to}`, () => house.texts.find((sent) => sent.to === to && text.test(sent.text)));
const codeIn = (text: string): string => /\b(\d{6})\b/.exec(text)?.[1] ?? '';
const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code?: string }).code;
const weight = { kind: 'weight', value: 71, when: '2026-03-01' };

describe('Who changes something of their account', () => {
  it('hears of a new e-mail address at the old one, which counts until the code came back', async () => {
    const { who, account, cookie } = await house.resident({ identifier: 'mail.changer' });
    const ask = asks(first().app, cookie);
    const to = 'new.address@maison.example';
    expect((await ask('POST', '/settings/contacts', { kind: 'email', address: to })).statusCode).toBe(200);
    expect((await house.accountsOf(who))[0]?.email).toBe(who.email);
    const wrong = await ask('PUT', '/settings/contacts/email', { code: '000000' });
    const code = codeIn((await mailed(to, /code/)).text);
    const right = await ask('PUT', '/settings/contacts/email', { code });
    expect([codeOf(wrong), right.statusCode]).toEqual(['contact-code-wrong', 204]);
    expect((await house.accountsOf(who))[0]?.email).toBe(to);
    expect((await mailed(who.email ?? '', /adresse e-mail a changé/)).text).toContain('n•••@m•••.example');
    expect(codeOf(await ask('PUT', '/settings/contacts/email', { code }))).toBe('contact-code-wrong');
    expect(account.email).toBe(who.email);
  });

  it('hears of a new mobile by mail, and at the mobile before', async () => {
    const { who, cookie } = await house.resident({ identifier: 'mobile.changer' });
    const ask = asks(first().app, cookie);
    for (const address of ['06 39 98 07 01', '06 39 98 07 02']) {
      expect((await ask('POST', '/settings/contacts', { kind: 'mobile', address })).statusCode).toBe(200);
      const number = `+33${address.replace(/\s/g, '').slice(1)}`;
      const code = codeIn((await texted(number, /code/)).text);
      expect((await ask('PUT', '/settings/contacts/mobile', { code })).statusCode).toBe(204);
    }
    await texted('+33639980701', /n’est plus celui/);
    await mailed(who.email ?? '', /mobile a changé/);
    expect((await ask('DELETE', '/settings/contacts/mobile')).statusCode).toBe(204);
    await texted('+33639980702', /n’est plus celui/);
    expect((await ask('GET', '/settings')).json()).not.toHaveProperty('mobileShown');
  });

  it('hears of a new identifier, and cannot take one that somebody has', async () => {
    const { who, cookie } = await house.resident({ identifier: 'identifier.changer' });
    const ask = asks(first().app, cookie);
    expect(codeOf(await ask('PUT', '/settings/identifier', { identifier: 'mail.changer' }))).toBe(
      'identifier-unavailable',
    );
    expect((await ask('PUT', '/settings/identifier', { identifier: 'jeanne.au.lavoir' })).statusCode).toBe(204);
    await mailed(who.email ?? '', /identifiant a changé/);
    expect((await ask('GET', '/settings')).json()).toMatchObject({ identifier: 'jeanne.au.lavoir' });
  });

  it('hears of a new password, gives the one before, and is signed out elsewhere', async () => {
    const { who, account, cookie } = await house.resident({ identifier: 'password.changer' });
    const elsewhere = asks(first().app, await house.session(account.id));
    const ask = asks(first().app, cookie);
    const password = 'Trois-bateaux-au-port-8';
    const wrong = await ask('PUT', '/settings/password', { current: 'Not-the-one-1', password });
    const easy = await ask('PUT', '/settings/password', {
      current: 'Vélo-rouge-sous-7-ponts!',
      password: 'Soleil123!',
    });
    const right = await ask('PUT', '/settings/password', { current: 'Vélo-rouge-sous-7-ponts!', password });
    expect([codeOf(wrong), codeOf(easy)]).toEqual(['current-password-wrong', 'password-guessable']);
    expect(right.statusCode).toBe(204);
    await mailed(who.email ?? '', /mot de passe a changé/);
    expect((await elsewhere('GET', '/settings')).statusCode).toBe(401);
    expect((await ask('GET', '/settings')).statusCode).toBe(200);
  });

  it('must prove to be the owner again when that is long ago', async () => {
    const { cookie } = await house.resident({ identifier: 'long.signed.in' });
    await unprove(house, cookie);
    const ask = asks(first().app, cookie);
    const answers = [
      await ask('PUT', '/settings/identifier', { identifier: 'another.name' }),
      await ask('PUT', '/settings/password', { current: 'x', password: 'y' }),
      await ask('POST', '/settings/contacts', { kind: 'email', address: 'a@b.example' }),
      await ask('PUT', '/settings/contacts/email', { code: '123456' }),
      await ask('DELETE', '/settings/contacts/mobile'),
      await ask('POST', '/space/closing', { identifier: 'long.signed.in' }),
      await ask('POST', '/exports'),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => 'proof-required'));
    expect((await ask('PUT', '/settings/language', { language: 'en' })).statusCode).toBe(204);
    expect((await ask('PUT', '/settings/notifications', { kind: 'new-message', on: false })).statusCode).toBe(204);
    expect((await ask('GET', '/settings')).json()).toMatchObject({
      ...{ language: 'en', notifications: [{ kind: 'new-message', on: false }] },
    });
  });

  it('finds it among what they did', async () => {
    const { cookie } = await house.resident({ identifier: 'looks.back' });
    const ask = asks(first().app, cookie);
    await ask('PUT', '/settings/identifier', { identifier: 'looked.back' });
    await ask('POST', '/measures', weight);
    const { lines } = (await ask('GET', '/settings/activity')).json<{ lines: { action: string; by: string }[] }>();
    expect(lines.slice(0, 2)).toMatchObject([
      { action: 'measure.add', by: 'self' },
      { action: 'account.change', by: 'self' },
    ]);
  });
});

describe('Who closes their space', () => {
  it('shuts every door at once, on every copy, while twenty requests run; and finds the record again by a new code', async () => {
    const { who, patient, cookie } = await house.resident({ identifier: 'closes.space' });
    const [one, other] = [asks(first().app, cookie), asks(second().app, cookie)];
    expect((await one('POST', '/measures', weight)).statusCode).toBe(201);
    const typo = await one('POST', '/space/closing', { identifier: 'closes.spaces' });
    expect([codeOf(typo), (await one('GET', '/settings')).statusCode]).toEqual(['closing-unconfirmed', 200]);
    const asChild = { 'passerelle-profile': 'a'.repeat(32) };
    expect(codeOf(await one('POST', '/space/closing', { identifier: 'closes.space' }, asChild))).toBe('own-space-only');

    const running = [...Array(20).keys()].map((n) =>
      (n % 2 ? one : other)(
        n % 3 ? 'GET' : 'POST',
        n % 3 ? '/measures?kind=weight' : '/measures',
        n % 3 ? undefined : weight,
      ),
    );
    const closing = await one('POST', '/space/closing', { identifier: 'closes.space' });
    expect(closing.statusCode).toBe(200);
    const doors = async () => [
      await one('GET', '/measures?kind=weight').then(({ statusCode }) => statusCode),
      await other('GET', '/measures?kind=weight').then(({ statusCode }) => statusCode),
      await other('POST', '/measures', weight).then(({ statusCode }) => statusCode),
      ...(await Promise.all(
        [doctor(), bridge].flatMap((caller) => copies.map((copy) => enters(copy, caller, patient))),
      )),
    ];
    expect(await doors()).toEqual([401, 401, 401, 'refused', 'refused', 'refused', 'refused']);
    expect((await Promise.all(running)).every(({ statusCode }) => statusCode < 500)).toBe(true);
    expect(await house.spaceOf(who)).toMatchObject({ state: 'closed', patient });
    expect((await mailed(who.email ?? '', /espace de santé est fermé/)).text).toContain('/open/code');

    const { certificate, code } = closing.json<{ certificate: string; code: string }>();
    expect((await house.post('/certificates/check', { code })).json()).toMatchObject({
      kind: 'closing',
      inForce: true,
    });
    expect((await house.post('/certificates/pdf', { certificate })).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');

    expect((await house.activate(await house.proved(who), { identifier: 'closes.space' })).statusCode).toBeLessThan(
      300,
    );
    const [back] = (await house.accountsOf(who)).filter(({ closed_at }) => closed_at === null);
    const again = asks(second().app, await house.session(back?.id ?? ''));
    expect((await again('GET', '/measures?kind=weight')).json()).toMatchObject({
      entries: expect.arrayContaining([expect.objectContaining({ entry: expect.objectContaining({ value: 71 }) })]),
    });
    expect((await house.post('/certificates/check', { code })).json()).toMatchObject({ inForce: false });
  });

  it('from two devices in the same moment, closes it once; the other device hears of it, or that it is signed out', async () => {
    const { who, account, patient, cookie } = await house.resident({ identifier: 'closes.twice' });
    const devices = [asks(first().app, cookie), asks(second().app, await house.session(account.id))];
    const answers = await Promise.all(
      [...devices, ...devices].map((ask) => ask('POST', '/space/closing', { identifier: 'closes.twice' })),
    );
    const heard = answers.map((answer) => (answer.statusCode === 200 ? 'closed' : codeOf(answer)));
    expect(heard).toContain('closed');
    expect(heard.filter((one) => !['closed', 'not-signed-in', 'proof-required'].includes(one ?? ''))).toEqual([]);
    expect(await house.spaceOf(who)).toMatchObject({ state: 'closed', patient });
    expect((await house.accountsOf(who)).map(({ closed_at }) => closed_at !== null)).toEqual([true]);
    await mailed(who.email ?? '', /espace de santé est fermé/);
    const told = house.mails.filter(({ to, subject }) => to === who.email && /est fermé/.test(subject));
    expect(told).toHaveLength(1);
  });
});

const bridge: Caller = { kind: 'bridge', sender: 'hospital.example' };

async function enters({ enter }: (typeof copies)[number], caller: Caller, patient: string): Promise<string> {
  const action = (caller.kind === 'bridge' ? 'message.add' : 'measure.search') as Action;
  return enter({ caller, action, patient, target: 'x', request: 'door' }, async () => 'entered').catch(() => 'refused');
}
