import { patientFromFhir } from '@passerelle/fhir-mappings';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../testing/until.ts';
import { isPassword } from '../auth/passwords.ts';
import { emptied, openFrontDesk, type FrontDesk, type Someone } from './testing/front-desk.ts';

let desk: FrontDesk;
let jeanne: Someone;
/** One of her own for each test: an identifier is taken once. */
let identifier: string;
const password = 'Vélo-rouge-sous-7-ponts!';
let count = 0;

beforeAll(async () => {
  desk = await openFrontDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await emptied(desk.database);
  desk.mails.length = 0;
  desk.texts.length = 0;
  jeanne = await desk.someone();
  count += 1;
  identifier = `jeanne.duval.${count}`;
});

const codeOf = (answer: { json: <T>() => T }) => answer.json<{ code: string }>().code;
const contact = (opening: string, rest: object) => desk.post('/spaces/contacts', { opening, ...rest });
const verify = (opening: string, kind: string, code: string) =>
  desk.post('/spaces/contacts/verification', { opening, kind, code });

describe('A4: Jeanne shows that an address is hers', () => {
  test('by the code that goes to the one that her insurer knows, or to one that she types', async () => {
    const opening = await desk.opening(jeanne);
    expect((await contact(opening, { kind: 'email' })).json()).toMatchObject({ sentTo: 'j•••@m•••.example' });
    expect(desk.mails.at(-1)?.to).toBe(jeanne.email);
    const typed = await contact(opening, { kind: 'email', address: ' Jeanne@ailleurs.example ', language: 'en' });
    expect(typed.json()).toMatchObject({ sentTo: 'J•••@a•••.example' });
    expect(desk.mails.at(-1)).toMatchObject({ to: 'Jeanne@ailleurs.example', subject: 'Your verification code' });
    const code = desk.codeSentTo('Jeanne@ailleurs.example') ?? '';
    expect((await verify(opening, 'email', code)).json()).toEqual({ verified: { email: 'J•••@a•••.example' } });
    expect(codeOf(await verify(opening, 'email', code))).toBe('contact-code-wrong');
  });

  test('and that a mobile is, as people write it', async () => {
    const opening = await desk.opening(jeanne);
    const sent = await contact(opening, { kind: 'mobile', address: '06 39 98 01 77' });
    expect(sent.json()).toMatchObject({ sentTo: '06 •• •• •• 77' });
    expect(desk.texts.at(-1)?.to).toBe('+33639980177');
    const code = /\d{6}/.exec(desk.texts.at(-1)?.text ?? '')?.[0] ?? '';
    expect((await verify(opening, 'mobile', code)).json()).toEqual({ verified: { mobile: '06 •• •• •• 77' } });
  });

  test.each([
    ['email', 'jeanne'],
    ['email', 'jeanne@maison'],
    ['email', 'a@b.example, c@d.example'],
    ['email', 'a@b.example\r\nBcc: c@d.example'],
    ['mobile', '01 39 98 01 77'],
    ['mobile', '06 39 98'],
    ['mobile', '+33 1 39 98 01 77'],
  ])('and is told at once that nothing can be sent to the %s “%s”', async (kind, address) => {
    const answer = await contact(await desk.opening(jeanne), { kind, address });
    expect([answer.statusCode, codeOf(answer)]).toEqual([422, 'contact-invalid']);
    expect(answer.json<{ fields: object[] }>().fields).toMatchObject([{ field: 'address' }]);
    expect(desk.mails).toEqual([]);
  });

  test('with five tries at a code, within ten minutes', async () => {
    const opening = await desk.opening(jeanne);
    await contact(opening, { kind: 'email' });
    const code = desk.codeSentTo(jeanne.email ?? '') ?? '';
    const other = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries += 1) await verify(opening, 'email', other);
    expect(codeOf(await verify(opening, 'email', code))).toBe('contact-code-wrong');
    await contact(opening, { kind: 'email' });
    desk.time.pass(11);
    const late = desk.codeSentTo(jeanne.email ?? '') ?? '';
    expect(codeOf(await verify(opening, 'email', late))).toBe('contact-code-wrong');
  });

  test('and has six codes sent for one opening, not more', async () => {
    const opening = await desk.opening(jeanne);
    for (let sent = 0; sent < 6; sent += 1) expect((await contact(opening, { kind: 'email' })).statusCode).toBe(200);
    expect(codeOf(await contact(opening, { kind: 'email' }))).toBe('attempts-exceeded');
  });

  test('and is not offered a text message where none can be sent', async () => {
    const app = await desk.openWithoutSms();
    const opening = await desk.opening(jeanne);
    const answer = await desk.post('/spaces/contacts', { opening, kind: 'mobile' }, { at: app });
    expect(codeOf(answer)).toBe('channel-unavailable');
    await app.close();
  });
});

describe('A3, A5: Jeanne activates her space', () => {
  test('and has a record with her qualified identity, an account, and a mail that says so', async () => {
    const answer = await desk.activate(await desk.proved(jeanne), { identifier });
    expect([answer.statusCode, answer.json()]).toEqual([201, { identifier, minors: 0 }]);
    const space = await desk.spaceOf(jeanne);
    expect(patientFromFhir(await desk.fhir.read('Patient', space?.patient ?? ''))).toMatchObject({
      ...{ ins: { matricule: jeanne.ins, kind: 'demo' }, validated: true, birthName: 'LEROY', usedName: 'DUVAL' },
      mssAddress: `${jeanne.ins}@patient.mssante.example`,
    });
    const [account] = await desk.accountsOf(jeanne);
    expect(await isPassword(account?.password, password)).toBe(true);
    expect(account).toMatchObject({ email: jeanne.email, mobile: null, email_verified_at: desk.time.clock() });
    expect(space?.patient).not.toContain(jeanne.ins.slice(0, 13));
    const told = await until('the mail', () => desk.mails.find(({ subject }) => subject.includes('ouvert')));
    expect(told.to).toBe(jeanne.email);
  });

  test('with the address that she proved, and not with the insurer’s that she did not', async () => {
    const opening = await desk.opening(jeanne);
    await contact(opening, { kind: 'mobile' });
    await contact(opening, { kind: 'email', address: 'jeanne@ailleurs.example' });
    await verify(opening, 'email', desk.codeSentTo('jeanne@ailleurs.example') ?? '');
    await desk.activate(opening, { identifier });
    const [account] = await desk.accountsOf(jeanne);
    expect(account).toMatchObject({ email: 'jeanne@ailleurs.example', mobile: null, mobile_verified_at: null });
  });

  test('not before an e-mail address is verified, nor without accepting the terms', async () => {
    expect(codeOf(await desk.activate(await desk.opening(jeanne), { identifier }))).toBe('contact-unverified');
    expect((await desk.activate(await desk.proved(jeanne), { identifier, acceptsTerms: false })).statusCode).toBe(400);
    expect(await desk.spaceOf(jeanne)).toBeUndefined();
  });

  test('once, however often she clicks; and is answered the same when she asks again', async () => {
    const ticket = await desk.proved(jeanne);
    const answers = await Promise.all(Array.from({ length: 5 }, () => desk.activate(ticket, { identifier })));
    expect(answers.some(({ statusCode }) => statusCode === 201)).toBe(true);
    expect(await desk.accountsOf(jeanne)).toHaveLength(1);
    expect((await desk.activate(ticket, { identifier })).statusCode).toBe(201);
    const other = await desk.activate(ticket, { identifier, password: 'Coquelicot-bleu-sur-8-toits!' });
    expect(codeOf(other)).toBe('opening-expired');
    const mailed = () =>
      desk.mails.filter(({ to, subject }) => to === jeanne.email && subject.includes('ouvert')).length;
    await expect.poll(mailed, { timeout: 10_000 }).toBe(1);
  });

  test('and nobody tries passwords on the opening that has served, from wherever they come', async () => {
    const ticket = await desk.proved(jeanne);
    await desk.activate(ticket, { identifier });
    const guess = async (place: number) => {
      const body = { opening: ticket, acceptsTerms: true, identifier, password: `Coquelicot-bleu-${place}!` };
      return codeOf(await desk.post('/spaces', body, { ip: `198.51.100.${place}` }));
    };
    const guesses: string[] = [];
    for (let place = 0; place < 12; place += 1) guesses.push(await guess(place));
    expect(guesses.slice(10)).toEqual(['attempts-exceeded', 'attempts-exceeded']);
  });

  test('with a code that nobody can use afterwards: not she, not who finds the letter', async () => {
    const [code, second] = [await desk.newCode(jeanne), await desk.newCode(jeanne)];
    await desk.activate(await desk.proved(jeanne), { identifier });
    for (const used of [code, second]) expect(codeOf(await desk.identify(jeanne, used))).toBe('identification-failed');
    expect(codeOf(await desk.identify(jeanne, await desk.newCode(jeanne)))).toBe('already-active');
  });

  test('not with an identification of an hour ago, nor with one that never was', async () => {
    const ticket = await desk.proved(jeanne);
    desk.time.pass(31);
    expect(codeOf(await desk.activate(ticket, { identifier }))).toBe('opening-expired');
    expect(codeOf(await desk.activate('x', { identifier }))).toBe('opening-expired');
    expect(await desk.spaceOf(jeanne)).toBeUndefined();
  });

  test.each([
    ['court-1', 'identifier-invalid'],
    ['Jeanne.Duval', 'identifier-invalid'],
    ['jeanne duval', 'identifier-invalid'],
    ['jeanne@maison.example', 'identifier-invalid'],
    ['administrateur', 'identifier-unavailable'],
    ['jeanne.duvél', 201],
  ])('choosing “%s” as identifier: %s', async (chosen, expected) => {
    const answer = await desk.activate(await desk.proved(jeanne), { identifier: chosen });
    expect(typeof expected === 'number' ? answer.statusCode : codeOf(answer)).toBe(expected);
  });

  test.each([
    ['Court-1', 'password-weak'],
    ['coquelicot-7!', 'password-weak'],
    ['Coquelicot7', 'password-weak'],
    ['Password1!', 'password-guessable'],
    ['Jeanne-Duval-1948!', 'password-guessable'],
  ])('not with the password “%s”: %s', async (weak, why) => {
    expect(codeOf(await desk.activate(await desk.proved(jeanne), { identifier, password: weak }))).toBe(why);
    expect(await desk.spaceOf(jeanne)).toBeUndefined();
  });

  test('nor with one that stands in a breach', async () => {
    const app = await desk.open({ isBreached: async () => true });
    expect(codeOf(await desk.activate(await desk.proved(jeanne), { identifier }, app))).toBe('password-guessable');
    await app.close();
  });

  test('not under the identifier of somebody else, and cannot try for long whose exist', async () => {
    await desk.activate(await desk.proved(jeanne), { identifier });
    const ticket = await desk.proved(await desk.someone());
    for (let tries = 0; tries < 5; tries += 1)
      expect(codeOf(await desk.activate(ticket, { identifier }))).toBe('identifier-unavailable');
    expect(codeOf(await desk.activate(ticket, { identifier: `${identifier}.b` }))).toBe('opening-expired');
  });

  test('and hears that two children’s spaces can be opened next (A6)', async () => {
    for (const birth_date of ['2012-05-09', '2019-11-30', '2001-01-01'])
      await desk.someone({ birth_date, attached_to: [jeanne.ins] });
    expect((await desk.activate(await desk.proved(jeanne), { identifier })).json()).toMatchObject({ minors: 2 });
  });

  test('after the FHIR server failed in the middle: nothing half made stays, and she tries again', async () => {
    const ticket = await desk.proved(jeanne);
    const dying = { read: desk.fhir.read, update: () => Promise.reject(new Error('killed')) };
    const app = await desk.open({ fhir: dying });
    expect((await desk.activate(ticket, { identifier }, app)).statusCode).toBe(500);
    expect(await desk.spaceOf(jeanne)).toBeUndefined();
    await app.close();
    expect((await desk.activate(ticket, { identifier })).statusCode).toBe(201);
  });

  test('after a Patient was written and the database was lost: the same Patient serves', async () => {
    const ticket = await desk.proved(jeanne);
    const update: typeof desk.fhir.update = async (resource) => {
      await desk.fhir.update(resource);
      throw new Error('killed');
    };
    const app = await desk.open({ fhir: { read: desk.fhir.read, update } });
    expect((await desk.activate(ticket, { identifier }, app)).statusCode).toBe(500);
    await app.close();
    expect((await desk.activate(ticket, { identifier })).statusCode).toBe(201);
    const found = await desk.fhir.search('Patient', [['identifier', `urn:oid:1.2.250.1.213.1.4.11|${jeanne.ins}`]]);
    expect(found.entry).toHaveLength(1);
  });
});
