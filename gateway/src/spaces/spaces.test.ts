import { randomBytes } from 'node:crypto';
import { matriculeOf, patientFromFhir } from '@passerelle/fhir-mappings';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { testClock } from '../../testing/clock.ts';
import { freshDatabase, type FreshDatabase } from '../../testing/postgres.ts';
import { Ledger } from '../audit/ledger.ts';
import { isPassword } from '../auth/passwords.ts';
import { connect, type Database } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { startFhirServer, type RunningFhirServer } from '../embedded/fhir-server/server.ts';
import { openFhirServer } from '../fhir/http-server.ts';
import type { FhirServer } from '../fhir/server.ts';
import { createServer } from '../http/server.ts';
import type { Mail } from '../mail/mailer.ts';
import { issueProvisionalCode } from './provisional-codes.ts';
import { serveSpaces } from './routes.ts';

const jeanne = {
  ins: matriculeOf('2480635238007'),
  card: 'without-photo',
  card_serial: '30456789',
  email: 'jeanne@maison.example',
};
const chosen = { identifier: 'jeanne.duval', password: 'Coquelicot-7!', acceptsTerms: true };

let postgres: FreshDatabase;
let database: Database;
let server: RunningFhirServer;
let fhir: FhirServer;
let app: FastifyInstance;
let told: Mail[];
/** Another one for each test, so that each has a Patient of its own. */
let secret: Buffer;
const time = testClock();

beforeAll(async () => {
  postgres = await freshDatabase();
  database = connect(postgres.url, 20);
  await migrate(database);
  server = await startFhirServer({ databaseUrl: postgres.url, host: '127.0.0.1' });
  fhir = openFhirServer({ baseUrl: server.url });
  return async () => {
    await fhir.close();
    await server.stop();
    await database.destroy();
    await postgres.drop();
  };
});
beforeEach(async () => {
  for (const table of ['account', 'space', 'insured', 'one_time', 'throttle'] as const)
    await database.deleteFrom(table).execute();
  await addInsured(jeanne);
  secret = randomBytes(32);
  app = await openApp(fhir);
});
afterAll(() => app.close());

async function openApp(to: Pick<FhirServer, 'read' | 'update'>): Promise<FastifyInstance> {
  told = [];
  const ledger = new Ledger(database, Buffer.alloc(32, 1));
  const opened = createServer({ logLevel: 'silent', proxies: 1 });
  serveSpaces(opened, {
    ...{ database, fhir: to, secret, clock: time.clock, publicUrl: 'http://localhost:8080' },
    mssDomain: 'patient.mssante.example',
    notices: { tell: async (mail) => void told.push(mail) },
    guard: {
      record: async (line) => void (await ledger.write({ line: { at: time.clock().toISOString(), ...line } })),
    },
  });
  return opened;
}

async function addInsured(person: typeof jeanne & { attached_to?: string[] }): Promise<void> {
  await database
    .insertInto('insured')
    .values({
      ...{ ins_oid: '1.2.250.1.213.1.4.11', birth_name: 'LEROY', first_names: 'Jeanne Marie', used_name: 'DUVAL' },
      ...{ used_first_name: null, sex: 'female', birth_date: '1948-06-14', birth_place: '35238', mobile: null },
      ...{ attached_to: [], ...person, card: person.card as 'without-photo' },
    })
    .execute();
}

const newCode = (ins = jeanne.ins) => issueProvisionalCode({ database, secret, clock: time.clock }, ins);
const post = (url: string, payload: object, ip = '192.0.2.1') =>
  app.inject({ method: 'POST', url, payload, headers: { 'x-forwarded-for': ip } });
const identify = (given: object, ip?: string) =>
  post('/api/spaces/identification', { card: jeanne.card, nir: jeanne.ins, serial: jeanne.card_serial, ...given }, ip);
const opening = async () => (await identify({ code: await newCode() })).json<{ opening: string }>().opening;
const activate = (given: object) => post('/api/spaces', { ...chosen, ...given });
const counts = async () => ({
  spaces: (await database.selectFrom('space').selectAll().execute()).length,
  accounts: (await database.selectFrom('account').selectAll().execute()).length,
});

describe('A2: Jeanne identifies herself', () => {
  test('with her code, card and NIR, as she types them', async () => {
    const code = (await newCode()).toLowerCase();
    const answer = await identify({ code, nir: '2 48 06 35 238 007' });
    expect(answer.json()).toMatchObject({ firstName: 'Jeanne', emailShown: 'j•••@m•••.example' });
  });

  test.each([
    ['another code', { code: 'ABCDEFGH2345' }],
    ['another card', { serial: '30456780' }],
    ['another kind of card', { card: 'with-photo', serial: '00030456789' }],
    ['a NIR that nobody has', { nir: '279035121518989' }],
    ['a NIR that cannot be', { nir: '248063523800727' }],
  ])('and hears the same with %s', async (_, wrong) => {
    const answer = await identify({ code: await newCode(), ...wrong });
    expect(answer.statusCode).toBe(422);
    expect({ ...answer.json<object>(), reference: '' }).toEqual({
      ...{ code: 'identification-failed', reference: '' },
      ...{ fr: expect.any(String) as string, en: expect.any(String) as string },
    });
  });

  test('with the newest code only, for 45 days', async () => {
    const first = await newCode();
    const second = await newCode();
    expect((await identify({ code: first })).statusCode).toBe(422);
    time.pass(44 * 24 * 60);
    expect((await identify({ code: second })).statusCode).toBe(200);
    time.pass(2 * 24 * 60);
    expect((await identify({ code: second })).statusCode).toBe(422);
  });

  test('and nobody can try her NIR without end, from wherever; her own code opens the way all the same', async () => {
    for (let count = 0; count < 10; count += 1) await identify({ code: 'ABCDEFGH2345' }, `198.51.100.${count}`);
    expect((await identify({ code: 'ABCDEFGH2345' }, '203.0.113.1')).json()).toMatchObject({
      code: 'attempts-exceeded',
    });
    expect((await identify({ code: await newCode() }, '203.0.113.1')).statusCode).toBe(200);
    time.pass(16);
    expect((await identify({ code: await newCode() })).statusCode).toBe(200);
  });

  test('and hers is not a way into a minor’s space', async () => {
    const minor = { ...jeanne, ins: matriculeOf('2140544109140'), card_serial: '60789123' };
    await addInsured({ ...minor, attached_to: [jeanne.ins] });
    const code = await newCode(minor.ins);
    expect((await identify({ code, nir: minor.ins, serial: minor.card_serial })).statusCode).toBe(422);
  });
});

describe('A3, A5: Jeanne activates her space', () => {
  test('and has a record with her qualified identity, an account, and a mail that says so', async () => {
    const answer = await activate({ opening: await opening() });
    expect([answer.statusCode, answer.json()]).toEqual([201, { identifier: 'jeanne.duval' }]);
    const { patient } = await database.selectFrom('space').selectAll().executeTakeFirstOrThrow();
    expect(patientFromFhir(await fhir.read('Patient', patient))).toMatchObject({
      ...{ ins: { matricule: jeanne.ins, kind: 'demo' }, validated: true, birthName: 'LEROY', usedName: 'DUVAL' },
      mssAddress: `${jeanne.ins}@patient.mssante.example`,
    });
    const account = await database.selectFrom('account').selectAll().executeTakeFirstOrThrow();
    expect(await isPassword(account.password, chosen.password)).toBe(true);
    expect(patient).not.toContain(jeanne.ins.slice(0, 13));
    expect(told).toMatchObject([{ to: jeanne.email, subject: 'Votre espace de santé est ouvert' }]);
  });

  test('once, however often she clicks; and is answered the same when she asks again', async () => {
    const ticket = await opening();
    const answers = await Promise.all(Array.from({ length: 8 }, () => activate({ opening: ticket })));
    expect(answers.some(({ statusCode }) => statusCode === 201)).toBe(true);
    expect(await counts()).toEqual({ spaces: 1, accounts: 1 });
    expect((await activate({ opening: ticket })).statusCode).toBe(201);
    const other = await activate({ opening: ticket, password: 'Coquelicot-8!' });
    expect(other.json()).toMatchObject({ code: 'opening-expired' });
    expect(told).toHaveLength(1);
  });

  test('not with an identification of an hour ago, nor with one that never was', async () => {
    const ticket = await opening();
    time.pass(31);
    expect((await activate({ opening: ticket })).json()).toMatchObject({ code: 'opening-expired' });
    expect((await activate({ opening: 'x' })).json()).toMatchObject({ code: 'opening-expired' });
    expect(await counts()).toEqual({ spaces: 0, accounts: 0 });
  });

  test.each([
    ['court-1', 'identifier-invalid'],
    ['Jeanne.Duval', 'identifier-invalid'],
    ['jeanne duval', 'identifier-invalid'],
    ['jeanne@maison.example', 'identifier-invalid'],
    ['jeanne.duvél', 201],
  ])('choosing “%s” as identifier: %s', async (identifier, expected) => {
    const answer = await activate({ opening: await opening(), identifier });
    expect(typeof expected === 'number' ? answer.statusCode : answer.json<{ code: string }>().code).toBe(expected);
  });

  test.each(['Court-1', 'coquelicot-7!', 'COQUELICOT-7!', 'Coquelicot-!', 'Coquelicot7'])(
    'not with the password “%s”',
    async (password) => {
      expect((await activate({ opening: await opening(), password })).json()).toMatchObject({ code: 'password-weak' });
      expect(await counts()).toEqual({ spaces: 0, accounts: 0 });
    },
  );

  test('not under the identifier of somebody else', async () => {
    await activate({ opening: await opening() });
    const other = { ...jeanne, ins: '279035121518989', card_serial: '87654321' };
    await addInsured(other);
    const code = await newCode(other.ins);
    const ticket = (await identify({ code, nir: other.ins, serial: other.card_serial })).json<{ opening: string }>();
    expect((await activate({ opening: ticket.opening })).json()).toMatchObject({ code: 'identifier-taken' });
    expect(await counts()).toEqual({ spaces: 1, accounts: 1 });
  });

  test('after the FHIR server failed in the middle: nothing half made stays, and she tries again', async () => {
    const ticket = await opening();
    const whole = app;
    const dying = { read: fhir.read, update: () => Promise.reject(new Error('killed')) };
    app = await openApp(dying);
    expect((await activate({ opening: ticket })).statusCode).toBe(500);
    expect(await counts()).toEqual({ spaces: 0, accounts: 0 });
    await app.close();
    app = whole;
    expect((await activate({ opening: ticket })).statusCode).toBe(201);
  });

  test('after a Patient was written and the database was lost: the same Patient serves', async () => {
    const ticket = await opening();
    const whole = app;
    app = await openApp({
      read: fhir.read,
      update: async (resource) => {
        await fhir.update(resource);
        throw new Error('killed');
      },
    });
    expect((await activate({ opening: ticket })).statusCode).toBe(500);
    await app.close();
    app = whole;
    expect((await activate({ opening: ticket })).statusCode).toBe(201);
    const patient = await database.selectFrom('space').select('patient').executeTakeFirstOrThrow();
    const found = await fhir.search('Patient', [['identifier', `urn:oid:1.2.250.1.213.1.4.11|${jeanne.ins}`]]);
    expect(found.entry?.filter(({ resource }) => resource?.id === patient.patient)).toHaveLength(1);
  });
});
