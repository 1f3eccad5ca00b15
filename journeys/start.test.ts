import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSpace, signIn } from '../demo/actors/patient.ts';
import { admin, importCsv } from '../demo/actors/operator.ts';
import { openSoftware } from '../demo/actors/professional.ts';
import { insuredCsv, people, professionals } from '../demo/people.ts';
import { startPasserelle, type Passerelle } from './testing/passerelle.ts';
import { startAlone } from './testing/processes.ts';

const [camille] = people;

/** Ports that the system chooses: a start that goes further than it should disturbs nobody. */
const anyPorts = {
  ...{ PORT: '0', METRICS_PORT: '0', SMTP_PORT: '0', BRIDGE_HEALTH_PORT: '0', DEMO: 'no', LOG_LEVEL: 'error' },
  ...{ MAIL_CATCHER_PORT: '0', MAIL_CATCHER_SMTP_PORT: '0', OIDC_PORT: '0' },
};

describe('a start with a wrong setting', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'passerelle-start-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const refused = async (env: Record<string, string>, naming: string): Promise<string> => {
    const { code, said } = await startAlone({ ...anyPorts, DATA_DIR: folder, ...env });
    expect(code, said).toBeGreaterThan(0);
    expect(said).toMatch(new RegExp(`^(passerelle|mssante-bridge): ${naming}: `, 'm'));
    expect(existsSync(path.join(folder, 'postgres/postmaster.pid')), 'a database was left running').toBe(false);
    return said;
  };

  it.each([
    ['PORT', 'abc'],
    ['DATABASE_URL', 'mysql://root:tres-secret@db/x'],
    ['DEMO', 'maybe'],
  ])('stops at once and names it: %s=%s', async (name, value) => {
    const said = await refused({ [name]: value }, name);
    expect(said).not.toContain('tres-secret');
  });

  it('of the bridge stops gateway and database as well: SMTP_PORT=smtp', async () => {
    await refused({ SMTP_PORT: 'smtp' }, 'SMTP_PORT');
  });

  it('that lacks its other half names what is missing', async () => {
    await refused({ OIDC_ISSUER: 'https://identite.example' }, 'OIDC_CLIENT_SECRET');
  });

  const real: Record<string, string> = {
    DATABASE_URL: 'postgres://passerelle@base.example/passerelle',
    FHIR_BASE_URL: 'https://fhir.example/r4',
    OIDC_ISSUER: 'https://identite.example',
    SMTP_RELAY_URL: 'smtps://relais.example',
    PUBLIC_URL: 'https://passerelle.example',
  };
  it.each(['DATABASE_URL', 'OIDC_ISSUER'])('in production refuses the stand-in for %s', async (name) => {
    const others = Object.fromEntries(Object.entries(real).filter(([other]) => other !== name));
    await refused({ NODE_ENV: 'production', DEMO: '', OIDC_CLIENT_SECRET: 'secret', ...others }, name);
  });

  it('in production refuses the demo town', async () => {
    await refused({ NODE_ENV: 'production', OIDC_CLIENT_SECRET: 'secret', ...real, DEMO: 'yes' }, 'DEMO');
  });
});

describe('a machine where Passerelle runs', () => {
  let passerelle: Passerelle;
  const get = async (address: string): Promise<{ status: number; headers: Headers; text: string }> => {
    const answer = await fetch(address);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  beforeAll(async () => {
    passerelle = await startPasserelle();
  }, 120_000);
  afterAll(() => passerelle.remove());

  it('keeps its secrets for their owner alone', () => {
    const folder = path.join(passerelle.dataDir, 'secrets');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const files = readdirSync(folder);
    expect(files).toEqual(expect.arrayContaining(['audit-key', 'bridge-token', 'identity-client', 'seal-key']));
    for (const file of [...files.map((name) => path.join(folder, name)), path.join(folder, '../postgres-password')])
      expect(statSync(file).mode & 0o777, file).toBe(0o600);
  });

  it('says that it lives and is ready, and of what it needs only whether it answers', async () => {
    expect(await get(`${passerelle.url}/health/live`)).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    const ready = await get(`${passerelle.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(JSON.parse(ready.text)).toEqual({ status: 'ok', checks: { database: 'ok', 'fhir-server': 'ok' } });
  });

  it('counts for its operator, on a port of its own, without a person in it', async () => {
    await importCsv(passerelle.doors, 'insured', insuredCsv(people));
    expect((await admin(passerelle.doors, 'codes', 'send', camille.ins)).code).toBe(0);
    await openSpace(passerelle.doors, camille);
    const { call } = await signIn(passerelle.doors, camille);
    const { patientId } = await call('GET /api/session');
    const software = await openSoftware(passerelle.doors, professionals[0].rpps);
    expect(await software.find(camille.ins)).toBe(patientId);
    await software.ask('GET', `Condition/${camille.ins}`);
    const { status, text } = await get(`${passerelle.metricsUrl}/metrics`);
    expect(status).toBe(200);
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/fhir\/R4\/[^"]*",status="200"\} \d/,
    );
    const labels = (text.match(/\{[^}]*\}/g) ?? []).join('\n');
    expect(labels).not.toMatch(/\d{5}|MOREAU|Faure|@/i);
    expect(labels).not.toMatch(new RegExp(`${camille.identifier}|${patientId}`, 'i'));
    expect((await get(`${passerelle.url}/metrics`)).text).not.toContain('http_request_duration');
  });

  it('describes its API to those who build on it', async () => {
    const { status, text } = await get(`${passerelle.url}/openapi.json`);
    expect(status).toBe(200);
    const { openapi, paths } = JSON.parse(text) as { openapi: string; paths: Record<string, object> };
    expect(openapi).toMatch(/^3\./);
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/session', '/api/documents', '/api/messages/{id}']),
    );
  });

  it.each(['/', '/documents', '/messages', '/%ff', '/api/nothing', '/api/session'])(
    'sends %s so that nothing foreign can run in it or around it',
    async (address) => {
      const { headers } = await get(passerelle.url + address);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src 'none'/);
      expect(policy).not.toMatch(/unsafe-|\*|https?:/);
      if (address !== '/%ff') expect(policy).toMatch(/script-src 'self'(;|$).*frame-ancestors 'self'/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    },
  );

  it('gives the portal’s first page, which names nothing outside itself', async () => {
    const { status, headers, text } = await get(`${passerelle.url}/documents`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/html');
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it.each(['/.well-known/smart-configuration', '/fhir/R4/.well-known/smart-configuration'])(
    'tells practice software where to sign in: %s',
    async (address) => {
      const { status, text } = await get(passerelle.url + address);
      expect(status).toBe(200);
      const smart = JSON.parse(text) as Record<string, string>;
      expect(smart['issuer']).toBe(passerelle.issuer);
      for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'])
        expect(smart[name], name).toContain(passerelle.issuer);
      expect(smart['code_challenge_methods_supported']).toContain('S256');
      expect((await get(smart['jwks_uri'] ?? '')).text).toContain('"keys"');
    },
  );

  it('ends when asked to, with its database, and without a word of complaint', async () => {
    await passerelle.stop();
    expect(passerelle.process.exitCode).toBe(0);
    expect(existsSync(path.join(passerelle.dataDir, 'postgres/postmaster.pid'))).toBe(false);
    expect(passerelle.output()).not.toMatch(/error|warn/i);
  });
});
