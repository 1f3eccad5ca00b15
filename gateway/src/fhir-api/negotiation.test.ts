import type { CapabilityStatement } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { doctor } from '../../testing/make-facts.ts';
import { base, codeOf } from '../../testing/practice.ts';
import { practiceSoftware } from './testing/practice-software.ts';

const house = practiceSoftware();
const { ask, makeDisease, add } = house;

describe('practice software', () => {
  it('is told that it has the version already', async () => {
    const { id } = await add(makeDisease('Otite'));
    const again = await ask(doctor, 'GET', `/Condition/${id}`, { headers: { 'if-none-match': 'W/"1"' } });
    expect([again.status, again.raw, again.headers['etag']]).toEqual([304, '', 'W/"1"']);
  });

  it('speaks JSON and says so to who wants XML', async () => {
    for (const [path, headers] of [
      [`/Condition?patient=${house.anna}`, { accept: 'application/fhir+xml' }],
      [`/Condition?patient=${house.anna}&_format=xml`, {}],
    ] as const) {
      const { status, headers: said } = await ask(doctor, 'GET', path, { headers });
      expect([status, said['content-type']]).toEqual([406, 'application/fhir+json; charset=utf-8']);
    }
    const xml = await ask(doctor, 'POST', '/Condition', {
      body: '<Condition/>',
      headers: { 'content-type': 'application/fhir+xml' },
    });
    expect([xml.status, codeOf(xml)]).toEqual([415, 'media-type-unsupported']);
    expect((await ask(doctor, 'GET', `/Condition?patient=${house.anna}&_format=json&_pretty=true`)).status).toBe(200);
  });

  it('gets long answers compressed', async () => {
    for (const name of ['Zona', 'Rhume', 'Grippe']) await add(makeDisease(name));
    const { headers } = await ask(doctor, 'GET', `/Condition?patient=${house.anna}`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(headers['content-encoding']).toBe('gzip');
  });

  it('says without a token what is served and where tokens come from, and nothing else', async () => {
    const { status, body } = await ask<CapabilityStatement>(null, 'GET', '/metadata');
    expect([status, body.fhirVersion, body.implementation?.url]).toEqual([200, '4.0.1', base]);
    expect((await house.practice.app.inject('/.well-known/smart-configuration')).json()).toMatchObject({
      token_endpoint: 'https://idp.test/token',
    });
    expect((await ask(null, 'GET', '/.well-known/smart-configuration')).status).toBe(200);
    const closed = await ask(null, 'GET', `/Condition?patient=${house.anna}`);
    expect([closed.status, codeOf(closed)]).toEqual([401, 'token-missing']);
    expect(closed.headers['www-authenticate']).toContain('Bearer');
  });
});
