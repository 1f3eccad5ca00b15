import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import cookie from '@fastify/cookie';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { freshDatabase, type FreshDatabase } from '../../testing/postgres.ts';
import { Ledger } from '../audit/ledger.ts';
import { connect, type Database } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import type { DescribedProfessional } from '../directory/professionals.ts';
import { startIdentityProvider, type IdentityProvider } from '../embedded/identity-provider.ts';
import { doctor } from '../embedded/identity-provider/testing/professionals.ts';
import { createServer } from '../http/server.ts';
import { serveProfessionalLogin } from './professional-login.ts';
import { Browser } from './testing/browser.ts';

let dataDir: string;
let postgres: FreshDatabase;
let database: Database;
let provider: IdentityProvider;
let app: FastifyInstance;
let home: string;
let met: DescribedProfessional[];
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-login-'));
  postgres = await freshDatabase();
  database = connect(postgres.url);
  await migrate(database);
  home = await freeAddress();
  met = [];
  const client = { publicUrl: home, clientId: 'passerelle', clientSecret: 'a-secret-of-this-test' };
  provider = await startIdentityProvider({ ...client, port: 0, host: '127.0.0.1', dataDir, accounts: [doctor] });
  app = createServer({ logLevel: 'silent', proxies: 0 });
  await app.register(cookie);
  const ledger = new Ledger(database, Buffer.alloc(32, 1));
  const clock = () => new Date();
  serveProfessionalLogin(app, {
    ...client,
    meet: (who) => void met.push(who),
    ...{ database, clock, secret: Buffer.alloc(32, 2), issuer: provider.issuer },
    guard: { record: async (line) => void (await ledger.write({ line: { at: clock().toISOString(), ...line } })) },
  });
  await app.listen({ port: Number(new URL(home).port), host: '127.0.0.1' });
});
afterEach(async () => {
  await app.close();
  await provider.stop();
  await database.destroy();
  await postgres.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The identity provider must know the gateway's address before the gateway listens. */
async function freeAddress(): Promise<string> {
  const probe = createServer({ logLevel: 'silent', proxies: 0 });
  await probe.listen({ port: 0, host: '127.0.0.1' });
  const { port } = probe.server.address() as AddressInfo;
  await probe.close();
  return `http://127.0.0.1:${port}`;
}

/** Up to the gateway's callback, not visited yet. */
async function atProvider(browser: Browser, returnTo = '/'): Promise<string> {
  const page = await browser.follow(`${home}/auth/professional/login?returnTo=${encodeURIComponent(returnTo)}`);
  const signedIn = await browser.signIn(page.url, doctor);
  const isCallback = (url: string) => url.startsWith(`${home}/auth/professional/callback`);
  return (await browser.follow(signedIn.headers.get('location') ?? '', isCallback)).url;
}
const session = async (browser: Browser) => (await browser.go(`${home}/auth/professional/session`)).json();
const audit = async () =>
  (await database.selectFrom('audit_line').select('line').orderBy('seq').execute()).map(({ line }) => {
    const { action, reason } = JSON.parse(line) as { action: string; reason: string };
    return `${action} ${reason}`;
  });

describe('a doctor in her browser', () => {
  test('signs in at the identity provider, is known by name, and signs out', async () => {
    const browser = new Browser();
    const back = await browser.go(await atProvider(browser, '/professionnels?vue=1'));
    expect([back.status, back.headers.get('location')]).toEqual([303, '/professionnels?vue=1']);
    expect(await session(browser)).toEqual({ name: 'Claire MARTIN', rpps: doctor.rpps, profession: '10' });
    expect(met).toMatchObject([{ rpps: doctor.rpps, familyName: 'MARTIN', givenName: 'Claire', civility: 'MME' }]);
    expect((await browser.go(`${home}/auth/professional/logout`, { method: 'POST' })).status).toBe(204);
    expect(await session(browser)).toMatchObject({ code: 'not-signed-in' });
    expect(await audit()).toEqual(['session.add signed-in', 'session.remove signed-out']);
  });

  test('is not signed in by a link that somebody else prepared', async () => {
    const prepared = await atProvider(new Browser());
    const answer = await new Browser().go(prepared);
    expect(await answer.json()).toMatchObject({ code: 'login-failed' });
    expect(await audit()).toEqual(['session.add login-failed']);
  });

  test('cannot use a code twice, nor one with another state', async () => {
    const browser = new Browser();
    const callback = await atProvider(browser);
    const forged = callback.replace(/state=[^&]+/, 'state=forged');
    expect(await (await browser.go(forged)).json()).toMatchObject({ code: 'login-failed' });
    expect(await (await browser.go(callback)).json()).toMatchObject({ code: 'login-failed' });
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example'])(
    'is not led elsewhere afterwards by %s',
    async (returnTo) => {
      const browser = new Browser();
      expect((await browser.go(await atProvider(browser, returnTo))).headers.get('location')).toBe('/');
    },
  );

  test('is told when the identity provider is down', async () => {
    await provider.stop();
    const answer = await new Browser().go(`${home}/auth/professional/login`);
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'identity-provider-unavailable' }]);
    provider = await startIdentityProvider({
      ...{ port: Number(new URL(provider.issuer).port), host: '127.0.0.1', dataDir, accounts: [doctor] },
      ...{ publicUrl: home, clientId: 'passerelle', clientSecret: 'a-secret-of-this-test' },
    });
    const browser = new Browser();
    expect((await browser.go(await atProvider(browser))).status).toBe(303);
  });
});
