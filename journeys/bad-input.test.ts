import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Condition, DocumentReference } from '@medplum/fhirtypes';
import { matriculeOf } from '@passerelle/fhir-mappings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from '../demo/actors/operator.ts';
import { tokenFor, type Software } from '../demo/actors/professional.ts';
import type { Browser } from '../demo/actors/patient.ts';
import { insuredCsv, people, professionals } from '../demo/people.ts';
import { contentsOf } from './testing/contents.ts';
import { openHousehold } from './testing/household.ts';
import { startPasserelle, type Passerelle } from './testing/passerelle.ts';
import { eventually } from './testing/processes.ts';
import { fhirServers } from './testing/servers.ts';
import { sayMail, sendRaw } from './testing/wire.ts';

const [camille] = people;
/** Nobody’s: its key is right. */
const nobody = matriculeOf('2790369123999');
const [helene] = professionals;
const hospital = 'pneumologie@chu-valombre.example';
const sixMegabytes = Buffer.alloc(6_000_000, 'a');

describe.each(fhirServers())('bad input gets its documented error and changes nothing, on %s', (_name, env) => {
  let passerelle: Passerelle;
  let browser: Browser;
  let software: Software;
  let patient: string;
  let asthma: Condition & { id: string };
  let own: { id: string; version: string };

  beforeAll(async () => {
    passerelle = await startPasserelle({ env });
    ({ browser, software, patient } = await openHousehold(passerelle.doors, camille, helene.rpps));
    const written = await software.create(condition());
    asthma = (await (
      await software.ask('PUT', `Condition/${written.id}`, { ...written, onsetDateTime: '1999' })
    ).json()) as typeof asthma;
    own = await browser.call('POST /api/profile/diseases', { body: { name: 'Migraine', ongoing: true } });
    const body = { name: 'Migraines', ongoing: true };
    await browser.call('PUT /api/profile/diseases/:id', { params: { id: own.id }, version: own.version, body });
  }, 180_000);
  afterAll(() => passerelle.remove());

  const condition = (more: object = {}): Condition => ({
    resourceType: 'Condition',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'J45' }], text: 'Asthme' },
    subject: { reference: `Patient/${patient}` },
    ...more,
  });
  const pdf = (bytes: Buffer): DocumentReference => ({
    resourceType: 'DocumentReference',
    status: 'current',
    type: { coding: [{ system: 'http://loinc.org', code: '11502-2' }] },
    subject: { reference: `Patient/${patient}` },
    content: [{ attachment: { contentType: 'application/pdf', title: 'Bilan.pdf', data: bytes.toString('base64') } }],
  });
  const api = (method: string, address: string, init: RequestInit = {}, headers: Record<string, string> = {}) =>
    fetch(passerelle.url + address, {
      method,
      ...init,
      headers: { cookie: browser.cookie(), origin: passerelle.url, ...headers },
    });
  const json = { 'content-type': 'application/json' };
  const upload = (name: string, bytes: Buffer) => {
    const form = new FormData();
    const details = { name: 'Bilan', date: '2026-10-01', category: 'biology', hidden: 'false' };
    for (const [field, value] of Object.entries(details)) form.append(field, value);
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return api('POST', '/api/documents', { body: form });
  };
  const fhir = (address: string, headers: Record<string, string>) =>
    fetch(`${passerelle.url}/fhir/R4/${address}`, { headers });

  /** Runs it, and compares all that is there before and after. */
  const unchanged = async <T>(act: () => Promise<T>): Promise<T> => {
    const before = await contentsOf(passerelle.doors, browser, software, patient);
    const result = await act();
    expect(await contentsOf(passerelle.doors, browser, software, patient)).toEqual(before);
    return result;
  };
  const codeOf = (text: string): string => {
    const body = JSON.parse(text) as { code?: string; issue?: { details: { coding: { code: string }[] } }[] };
    return body.code ?? body.issue?.[0]?.details.coding[0]?.code ?? '';
  };

  const professional: [string, () => Promise<Response>, number, string][] = [
    ['malformed JSON', () => software.ask('POST', 'Condition', '{"resourceType": "Condition",'), 400, 'json-malformed'],
    ['1 MB of nonsense', () => software.ask('POST', 'Condition', 'é'.repeat(500_000)), 400, 'json-malformed'],
    [
      'XML',
      () => software.ask('POST', 'Condition', '<Condition/>', { 'content-type': 'application/fhir+xml' }),
      415,
      'media-type-unsupported',
    ],
    [
      'a date that does not exist',
      () => software.ask('POST', 'Condition', condition({ onsetDateTime: '2026-13-45' })),
      422,
      'resource-invalid',
    ],
    [
      'an element that FHIR does not know',
      () => software.ask('POST', 'Condition', condition({ colour: 'red' })),
      422,
      'resource-invalid',
    ],
    [
      'a NUL character in a text',
      () => software.ask('POST', 'Condition', condition({ note: [{ text: 'a\u0000b' }] })),
      422,
      'resource-invalid',
    ],
    [
      'a document of 6 MB',
      () => software.ask('POST', 'DocumentReference', pdf(Buffer.concat([Buffer.from('%PDF-1.4\n'), sixMegabytes]))),
      413,
      'document-too-large',
    ],
    [
      'a text that says it is a PDF',
      () => software.ask('POST', 'DocumentReference', pdf(Buffer.from('Bonjour'))),
      422,
      'document-content-mismatch',
    ],
    [
      'a stale If-Match',
      () => software.ask('PUT', `Condition/${asthma.id}`, condition({ id: asthma.id }), { 'if-match': 'W/"1"' }),
      412,
      'version-stale',
    ],
    [
      'a token for another service',
      async () =>
        fhir('Condition', {
          authorization: `Bearer ${await tokenFor(passerelle.doors, helene.rpps, 'https://autre-service.example/api')}`,
        }),
      401,
      'token-invalid',
    ],
    ['no token', () => fhir('Condition', {}), 401, 'token-missing'],
    [
      'a patient’s cookie',
      () => fhir(`Condition?patient=${patient}`, { cookie: browser.cookie() }),
      401,
      'token-missing',
    ],
    ['a search for NUL', () => software.ask('GET', `Condition?patient=${patient}&code=%00`), 400, 'search-unsupported'],
    [
      'an encoded walk to another type',
      () => software.ask('DELETE', `Observation/..%2fCondition%2f${asthma.id}`),
      404,
      'resource-not-found',
    ],
  ];
  it.each(professional)('practice software that sends %s', async (_title, send, status, code) => {
    const answer = await unchanged(send);
    const text = await answer.text();
    expect([answer.status, codeOf(text)], text).toEqual([status, code]);
  });

  it('a token that has ended', async () => {
    const token = await tokenFor(passerelle.doors, helene.rpps, undefined, 'demo-software-brief');
    const ask = () => fhir(`Condition?patient=${patient}`, { authorization: `Bearer ${token}` });
    const refused = await eventually('the end of the token', async () => {
      const answer = await ask();
      return answer.status === 200 ? undefined : answer;
    });
    expect([refused.status, codeOf(await refused.text())]).toEqual([401, 'token-expired']);
    expect(refused.headers.get('www-authenticate')).toContain('invalid_token');
  });

  const portal: [string, () => Promise<Response>, number, string][] = [
    ['malformed JSON', () => api('POST', '/api/vaccinations', { body: '{"atc"' }, json), 400, 'json-malformed'],
    [
      '2 MB of nonsense',
      () => api('POST', '/api/vaccinations', { body: sixMegabytes.subarray(0, 2_000_000) }, json),
      413,
      'body-too-large',
    ],
    ['a document of 6 MB', () => upload('Bilan.txt', sixMegabytes), 413, 'document-too-large'],
    ['a text file named .pdf', () => upload('Bilan.pdf', Buffer.from('Bonjour')), 422, 'document-content-mismatch'],
    [
      'a NUL in a name',
      () => api('POST', '/api/profile/diseases', { body: '{"name":"a\\u0000b","ongoing":true}' }, json),
      400,
      'request-invalid',
    ],
    [
      'a stale If-Match',
      () =>
        api(
          'PUT',
          `/api/profile/diseases/${own.id}`,
          { body: '{"name":"Autre","ongoing":true}' },
          { ...json, 'if-match': `W/"${own.version}"` },
        ),
      412,
      'version-stale',
    ],
    ['no If-Match', () => api('DELETE', `/api/profile/diseases/${own.id}`), 428, 'version-required'],
    [
      'another site’s page',
      () =>
        api(
          'POST',
          '/api/profile/diseases',
          { body: '{"name":"Autre","ongoing":true}' },
          { ...json, origin: 'https://ailleurs.example' },
        ),
      403,
      'origin-refused',
    ],
    [
      'a professional’s token',
      () => fetch(`${passerelle.url}/api/documents`, { headers: { authorization: `Bearer ${software.token}` } }),
      401,
      'not-signed-in',
    ],
    ['an encoded walk', () => api('GET', `/api/documents/..%2f..%2fCondition%2f${asthma.id}`), 400, 'request-invalid'],
    [
      'NUL as identifier',
      () => api('POST', '/api/session/password', { body: '{"identifier":"a\\u0000b","password":"x"}' }, json),
      400,
      'request-invalid',
    ],
  ];
  it.each(portal)('a browser that sends %s', async (_title, send, status, code) => {
    const answer = await unchanged(send);
    const text = await answer.text();
    expect([answer.status, codeOf(text)], text).toEqual([status, code]);
  });

  it.each([
    ['an undecodable path', 'GET /%ff HTTP/1.1', '', 400],
    ['a walk out of the portal’s files', 'GET /../../../package.json HTTP/1.1', '', 404],
    ['an encoded one', 'GET /assets/..%2f..%2f..%2fpackage.json HTTP/1.1', '', 404],
    ['a walk from one type to another', 'GET /fhir/R4/Condition/../Patient HTTP/1.1', '', 401],
    ['NUL in a path', 'GET /api/documents/%00 HTTP/1.1', '', 401],
    ['a header of 20 kB', 'GET /api/session HTTP/1.1', `x-long: ${'a'.repeat(20_000)}\r\n`, 431],
    ['two lengths', 'POST /api/session HTTP/1.1', 'content-length: 1\r\ncontent-length: 2\r\n', 400],
    ['no HTTP at all', 'EHLO hopital.example', '', 400],
  ])('a client that sends %s', async (_title, line, headers, status) => {
    const answer = await unchanged(() =>
      sendRaw(passerelle.doors, `${line}\r\nhost: localhost\r\nconnection: close\r\n${headers}\r\n`),
    );
    expect(answer.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toMatch(/root:|"workspaces"/);
  });

  const to = (): string => `${camille.ins}@${passerelle.mailDomain}`;
  const head = `From: Pneumologie <${hospital}>\r\nSubject: Lettre\r\nMessage-ID: <1@chu-valombre.example>\r\n`;
  it.each([
    [
      'two From headers',
      () => ({ to: to(), content: `From: A <a@ailleurs.example>\r\n${head}\r\nBonjour` }),
      '550 5.6.0',
    ],
    ['no From header', () => ({ to: to(), content: 'Subject: Lettre\r\n\r\nBonjour' }), '550 5.6.0'],
    ['bare line feeds', () => ({ to: to(), content: `${head}\r\nBonjour\nà vous` }), '550 5.5.2'],
    ['27 MB', () => ({ to: to(), content: `${head}\r\n${`${'a'.repeat(998)}\r\n`.repeat(27_000)}` }), '552 5.3.4'],
    ['an INS that nobody has', () => ({ to: `${nobody}@${passerelle.mailDomain}` }), '550 5.1.1'],
    ['an INS with a wrong key', () => ({ to: `${camille.ins.slice(0, 13)}00@${passerelle.mailDomain}` }), '550 5.1.1'],
    ['another domain', () => ({ to: 'jean@ailleurs.example' }), '550 5.7.1'],
    ['a sender that nobody admitted', () => ({ to: to(), from: 'x@ailleurs.example' }), '550 5.7.1'],
  ])('a mail server that sends %s', async (_title, mail, code) => {
    const answer = await unchanged(() => sayMail(passerelle.doors, { from: hospital, ...mail() }));
    expect(answer).toMatch(new RegExp(`^${code.replaceAll('.', '\\.')} `));
  });

  it('an insurer whose file has a wrong NIR key in it: the other row loads, line and reason are told', async () => {
    const [wrong, right] = [people[3], people[4]] as unknown as [typeof camille, typeof camille];
    const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-csv-'));
    const key = wrong.ins.endsWith('01') ? '02' : '01';
    const file = path.join(folder, 'insured.csv');
    await writeFile(file, insuredCsv([{ ...wrong, ins: wrong.ins.slice(0, 13) + key }, right]));
    const { code, output } = await unchanged(() => admin(passerelle.doors, 'insured', 'import', file));
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(output).toMatch(/^line 2: ins /m);
    expect(output).toContain('inserted 1, updated 0, unchanged 0, refused 1');
    expect(output).not.toContain(wrong.ins.slice(0, 13));
    expect((await admin(passerelle.doors, 'codes', 'send', right.ins)).code).toBe(0);
    expect((await admin(passerelle.doors, 'codes', 'send', wrong.ins)).output).toContain('not in the register');
  });

  it('none of it was an error of ours', async () => {
    const metrics = await (await fetch(`${passerelle.metricsUrl}/metrics`)).text();
    expect(metrics).toContain('status="422"');
    expect(metrics).not.toMatch(/status="5\d\d"/);
    expect(passerelle.output()).not.toMatch(/request failed|embedded FHIR server|Error/);
    await expect(browser.call('GET /api/session')).resolves.toBeTruthy();
  });
});
