import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Browser } from '../auth/testing/browser.ts';
import { startIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import { doctor, regulator } from './identity-provider/testing/professionals.ts';
import { cibaToken, postForm } from './identity-provider/testing/tokens.ts';

const publicUrl = 'http://localhost:8080';
const resource = `${publicUrl}/fhir/R4`;
let dataDir: string;
let provider: IdentityProvider;
const start = (port = 0) =>
  startIdentityProvider({
    ...{ port, host: '127.0.0.1', dataDir, publicUrl, clientId: 'passerelle', clientSecret: 'a-secret-of-this-test' },
    accounts: [doctor, regulator],
  });
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-idp-'));
  provider = await start();
});
afterEach(async () => {
  await provider.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const readJson = async (url: string) => (await (await fetch(url)).json()) as Record<string, unknown>;
const keysNow = async () => createLocalJWKSet((await readJson(`${provider.issuer}/jwks`)) as unknown as JSONWebKeySet);

describe('the demo identity provider', () => {
  test('gives desktop software a token with Pro Santé Connect’s claims by CIBA', async () => {
    const { access_token, expires_in } = await cibaToken(provider.issuer, { rpps: doctor.rpps, resource });
    const { payload } = await jwtVerify(access_token, await keysNow(), { audience: resource, typ: 'at+jwt' });
    expect(payload).toMatchObject({
      SubjectNameID: `8${doctor.rpps}`,
      SubjectRole: ['10^1.2.250.1.213.1.1.5.5'],
      Acces_Regulation_Medicale: 'FAUX',
      azp: 'demo-software',
    });
    expect(expires_in).toBe(120);
  });

  test('renews a token, as often as a working day needs', async () => {
    const { refresh_token } = await cibaToken(provider.issuer, { rpps: doctor.rpps, resource });
    const form = { client_id: 'demo-software', grant_type: 'refresh_token', refresh_token, resource };
    const renewed = await postForm(`${provider.issuer}/token`, form);
    expect(decodeJwt(((await renewed.json()) as { access_token: string }).access_token).aud).toBe(resource);
  });

  test('signs a doctor in on its page with her password, refusing a wrong one, and lets nothing else run there', async () => {
    const browser = new Browser();
    const query = new URLSearchParams({
      ...{ client_id: 'demo-software', response_type: 'code', scope: 'openid scope_all', state: 's', resource },
      ...{ redirect_uri: 'http://127.0.0.1:49152/callback', code_challenge_method: 'S256' },
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    });
    const page = await browser.follow(`${provider.issuer}/auth?${query}`);
    expect(page.answer?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.answer?.text()).toContain('Claire MARTIN');
    const wrong = await browser.signIn(page.url, { rpps: doctor.rpps, password: 'x' });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Mot de passe incorrect')]);
    const right = await browser.signIn(page.url, doctor);
    const back = await browser.follow(right.headers.get('location') ?? '', (url) =>
      url.startsWith('http://127.0.0.1:49152'),
    );
    const code = new URL(back.url).searchParams.get('code') ?? '';
    const tokens = await postForm(`${provider.issuer}/token`, {
      ...{ client_id: 'demo-software', grant_type: 'authorization_code', code, resource },
      ...{ redirect_uri: 'http://127.0.0.1:49152/callback' },
      code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    });
    const { access_token } = (await tokens.json()) as { access_token: string };
    expect(decodeJwt(access_token)).toMatchObject({ aud: resource, family_name: 'MARTIN' });
  });

  test('refuses a sign-in without PKCE, an audience it does not serve, and an unknown professional', async () => {
    const { answer } = await new Browser().follow(
      `${provider.issuer}/auth?client_id=demo-software&response_type=code&scope=openid&redirect_uri=http://127.0.0.1/callback`,
      (url) => url.includes('error=invalid_request'),
    );
    expect(answer).toBeUndefined();
    const form = { client_id: 'demo-software', scope: 'openid', login_hint: doctor.rpps };
    const elsewhere = await postForm(`${provider.issuer}/backchannel`, { ...form, resource: 'https://evil.example' });
    expect(await elsewhere.json()).toMatchObject({ error: 'invalid_target' });
    const nobody = await postForm(`${provider.issuer}/backchannel`, { ...form, login_hint: '10000000000' });
    expect(await nobody.json()).toMatchObject({ error: 'unknown_user_id' });
  });

  test('gives a person’s token to nobody who has only a client’s secret', async () => {
    const form = { client_id: 'demo-software', grant_type: 'client_credentials', resource };
    expect((await postForm(`${provider.issuer}/token`, form)).status).toBe(400);
  });

  test('keeps its keys and what it granted over a restart', async () => {
    const { access_token, refresh_token } = await cibaToken(provider.issuer, { rpps: regulator.rpps, resource });
    const port = Number(new URL(provider.issuer).port);
    await provider.stop();
    provider = await start(port);
    await jwtVerify(access_token, await keysNow(), { audience: resource });
    const form = { client_id: 'demo-software', grant_type: 'refresh_token', refresh_token, resource };
    expect((await postForm(`${provider.issuer}/token`, form)).status).toBe(200);
  });
});
