import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateKeyPair, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { testClock } from '../../testing/clock.ts';
import type { DescribedProfessional } from '../directory/professionals.ts';
import { startIdentityProvider } from '../embedded/identity-provider.ts';
import { otherAudience, software } from '../embedded/identity-provider/configuration.ts';
import { doctor, regulator } from '../embedded/identity-provider/testing/professionals.ts';
import { cibaToken } from '../embedded/identity-provider/testing/tokens.ts';
import { createServer } from '../http/server.ts';
import { professionalIdentifier } from './professional-token.ts';
import { startIssuer } from './testing/bare-issuer.ts';

const audience = 'http://localhost:8080/fhir/R4';
let app: FastifyInstance;
let met: DescribedProfessional[] = [];
beforeEach(() => {
  met = [];
});
afterEach(() => app.close());

/** An address that tells callers who they are. */
async function open(issuer: string, clock: () => Date): Promise<void> {
  app = createServer({ logLevel: 'silent', proxies: 0 });
  const identify = professionalIdentifier({ meet: (who) => void met.push(who), issuer, audience, clock });
  app.get('/who', async (request) => identify(request));
}
const who = async (token?: string) => {
  const answer = await app.inject({ url: '/who', ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}) });
  return { status: answer.statusCode, ...answer.json<Record<string, unknown>>() };
};

describe('a doctor’s software, with a token of the demo identity provider', () => {
  let dataDir: string;
  let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
  const now = testClock(new Date().toISOString());
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-token-'));
    provider = await startIdentityProvider({
      ...{ port: 0, host: '127.0.0.1', dataDir, publicUrl: 'http://localhost:8080' },
      ...{ clientId: 'passerelle', clientSecret: 'a-secret-of-this-test', accounts: [doctor, regulator] },
    });
    await open(provider.issuer, now.clock);
  });
  afterEach(async () => {
    await provider.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const tokenOf = async (rpps: string, resource = audience, client = software.usual) =>
    (await cibaToken(provider.issuer, { rpps, resource, client })).access_token;

  test('is known by RPPS number, profession and specialty, and named to the directory once', async () => {
    const token = await tokenOf(doctor.rpps);
    expect(await who(token)).toEqual({
      ...{ status: 200, kind: 'professional', rpps: doctor.rpps, name: 'Claire MARTIN', profession: '10' },
      ...{ specialty: 'SM26', regulation: false, software: 'demo-software' },
    });
    await who(token);
    expect(met).toEqual([
      {
        ...{ rpps: doctor.rpps, idnps: `8${doctor.rpps}`, familyName: 'MARTIN', givenName: 'Claire', civility: 'MME' },
        ...{ profession: '10', specialty: 'SM26' },
      },
    ]);
  });

  test('is known to work in the SAMU’s regulation, and where', async () => {
    const caller = await who(await tokenOf(regulator.rpps));
    expect(caller).toMatchObject({ regulation: true, organization: 'CH de Valombre' });
    expect(met).toMatchObject([{ familyName: 'ROUX', organization: 'CH de Valombre' }]);
  });

  test('is refused a token made for another service', async () => {
    const answer = await who(await tokenOf(doctor.rpps, otherAudience));
    expect(answer).toMatchObject({ status: 401, code: 'token-invalid', en: expect.stringContaining('aud') as string });
  });

  test('is told that a token has ended, be it one that was good before', async () => {
    const token = await tokenOf(doctor.rpps, audience, software.brief);
    expect((await who(token)).status).toBe(200);
    now.pass(0.2);
    expect(await who(token)).toMatchObject({ status: 401, code: 'token-expired' });
    const other = await tokenOf(regulator.rpps, audience, software.brief);
    now.pass(0.2);
    expect(await who(other)).toMatchObject({ status: 401, code: 'token-expired' });
  });
});

describe('of tokens that a real issuer could publish keys for', () => {
  const time = testClock();
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  const seconds = () => Math.floor(time.clock().getTime() / 1000);
  const claims = () => ({
    ...{ aud: audience, sub: 'f:realm:810001234567', exp: seconds() + 60, nbf: seconds() - 1, azp: 'software' },
    ...{ SubjectNameID: '810001234567', SubjectRole: ['10^1.2.250.1.213.1.1.5.5'], given_name: 'Claire' },
  });
  beforeEach(async () => {
    issuer = await startIssuer();
    await open(issuer.issuer, time.clock);
  });
  afterEach(() => issuer.close());

  test('a good one is taken, and verified once', async () => {
    const token = await issuer.token(claims());
    expect((await who(token)).status).toBe(200);
    expect((await who(token)).status).toBe(200);
    // Without a surname there is nothing to put into the directory.
    expect(met).toEqual([]);
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test('none at all is asked for', async () => {
    expect(await who()).toMatchObject({ status: 401, code: 'token-missing' });
  });

  const wrong: [string, () => Promise<string>, string][] = [
    ['expired', () => issuer.token({ ...claims(), exp: seconds() - 6 }), 'token-expired'],
    ['not good yet', () => issuer.token({ ...claims(), nbf: seconds() + 60 }), 'token-invalid'],
    ['without an end', () => issuer.token({ aud: audience, sub: claims().sub }), 'token-invalid'],
    ['of another issuer', () => issuer.token({ ...claims(), iss: 'https://elsewhere.example' }), 'token-invalid'],
    ['an identity token', () => issuer.token(claims(), { typ: 'JWT' }), 'token-invalid'],
    [
      'by another key',
      async () => issuer.token(claims(), {}, (await generateKeyPair('RS256')).privateKey),
      'token-invalid',
    ],
    ['by an unknown key', () => issuer.token(claims(), { kid: 'two' }), 'token-invalid'],
    ['unsigned', async () => new UnsecuredJWT({ iss: issuer.issuer, ...claims() }).encode(), 'token-invalid'],
    ['of three random words', async () => 'one.two.three', 'token-invalid'],
    [
      'of somebody without a RPPS number',
      () => issuer.token({ ...claims(), SubjectNameID: 'ANS42' }),
      'professional-unknown',
    ],
  ];
  test.each(wrong)('one that is %s is refused', async (_, make, code) => {
    expect(await who(await make())).toMatchObject({ code });
  });

  test('one that was changed on the way is refused', async () => {
    const [header, , signature] = (await issuer.token(claims())).split('.');
    const other = Buffer.from(JSON.stringify({ iss: issuer.issuer, ...claims(), SubjectNameID: '810009999999' }));
    expect(await who(`${header}.${other.toString('base64url')}.${signature}`)).toMatchObject({ code: 'token-invalid' });
  });

  test('one signed with the public key as if it were a shared secret is refused', async () => {
    const text = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'at+jwt' })).toString('base64url');
    expect(await who(`${text}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.AAAA`)).toMatchObject({
      code: 'token-invalid',
    });
  });

  test('one that does not say who its owner is has the issuer asked, about that same owner', async () => {
    const { SubjectNameID, SubjectRole, given_name, ...bare } = claims();
    const keycloak = () => issuer.token({ ...bare, jti: randomUUID(), typ: 'Bearer' }, { typ: 'JWT' });
    issuer.says({ sub: bare.sub, SubjectNameID, SubjectRole, given_name });
    expect(await who(await keycloak())).toMatchObject({ status: 200, rpps: '10001234567', software: 'software' });
    issuer.says({ sub: 'f:realm:somebody-else', SubjectNameID, SubjectRole });
    expect(await who(await keycloak())).toMatchObject({ code: 'token-invalid' });
  });

  test('none can be checked while the issuer is down, and all when it is back', async () => {
    const token = await issuer.token(claims());
    await issuer.close();
    expect(await who(token)).toMatchObject({ status: 503, code: 'identity-provider-unavailable' });
    await issuer.reopen();
    expect((await who(token)).status).toBe(200);
  });
});
