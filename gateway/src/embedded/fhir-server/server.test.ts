import { randomUUID } from 'node:crypto';
import type { Bundle, Patient, Resource } from '@medplum/fhirtypes';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../testing/postgres.ts';
import { openFhirServer } from '../../fhir/http-server.ts';
import type { FhirServer } from '../../fhir/server.ts';
import { startFhirServer, type RunningFhirServer } from './server.ts';

const json = { 'content-type': 'application/fhir+json', accept: 'application/fhir+json' };
let database: FreshDatabase;
let server: RunningFhirServer;
let fhir: FhirServer;
let faults: [string, unknown][];

const start = async (): Promise<void> => {
  faults = [];
  const report = (reference: string, fault: unknown): void => void faults.push([reference, fault]);
  server = await startFhirServer({ databaseUrl: database.url, host: '127.0.0.1', report });
  fhir = openFhirServer({ baseUrl: server.url });
};
const stop = async (): Promise<void> => {
  await fhir.close();
  await server.stop();
};
const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${server.url}/${path}`, { headers: json, ...init });
const post = (path: string, body: unknown, headers: HeadersInit = json): Promise<Response> =>
  ask(path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const alice = (more: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  name: [{ family: 'Martin' }],
  ...more,
});
const ids = (bundle: Bundle): (string | undefined)[] => (bundle.entry ?? []).map(({ resource }) => resource?.id);
const nextOf = ({ link }: Bundle): string => link?.find(({ relation }) => relation === 'next')?.url ?? '';

beforeAll(async () => {
  database = await freshDatabase();
  await start();
});
afterAll(async () => {
  await stop();
  await database.drop();
});

describe('the embedded FHIR server', () => {
  test('holds what it was told after a restart, links to pages included', async () => {
    const system = randomUUID();
    for (const value of ['a', 'b', 'c']) await fhir.create(alice({ identifier: [{ system, value }] }));
    const { resource } = await fhir.createUnless(alice(), [['identifier', `${system}|a`]]);
    const first = await fhir.search('Patient', [
      ['identifier', `${system}|`],
      ['_count', '1'],
      ['_sort', 'identifier'],
    ]);
    const second = await fhir.page(nextOf(first));
    const next = new URL(nextOf(second));
    await stop();
    await start();
    expect((await fhir.read('Patient', resource.id)).identifier?.[0]?.value).toBe('a');
    const rest = await fhir.page(`${server.url}/Patient${next.search}`);
    expect((rest.entry ?? []).map((entry) => (entry.resource as Patient).identifier?.[0]?.value)).toEqual(['c']);
  });

  test('speaks JSON only, and says so', async () => {
    expect((await ask('Patient', { headers: { accept: 'application/fhir+xml' } })).status).toBe(406);
    expect((await ask('Patient?_format=xml')).status).toBe(406);
    expect((await post('Patient', '<Patient/>', { 'content-type': 'application/fhir+xml' })).status).toBe(415);
  });

  test('refuses types that it does not keep, methods that there are not, and operations nobody asked for', async () => {
    expect((await ask('Task/1')).status).toBe(404);
    expect((await post('Task', { resourceType: 'Task', status: 'requested', intent: 'order' })).status).toBe(404);
    expect((await ask('Patient/1', { method: 'POST', body: '{}' })).status).toBe(405);
    for (const path of ['$graphql', 'Patient/$expunge', '$reindex'])
      expect((await post(path, {})).status).toBeGreaterThanOrEqual(404);
    expect(faults).toEqual([]);
  });

  test('refuses a request of 33 MB without keeping it', async () => {
    const answer = await post('Binary', `"${'x'.repeat(33 * 1024 * 1024)}"`).catch((error: unknown) => error);
    expect(answer instanceof Response ? answer.status : 413).toBe(413);
  });

  test('refuses parameters, modifiers, cursors and sort keys that it does not know, rather than find too much', async () => {
    const unknown = [
      'family:wrong=x',
      'gender:exact=x',
      '_cursor=abc',
      '_sort=colour',
      'family=',
      '_include=*',
      '_summary=true',
    ];
    for (const query of [...unknown, 'value=1', '_count=-1', 'birthdate=hier', 'birthdate=xx2020', 'name%00=x'])
      expect((await ask(`Patient?${query}`)).status, query).toBe(400);
    expect((await ask(`Patient?family=a%00b`)).status).toBe(400);
    expect(faults).toEqual([]);
  });

  test('tells callers a reference instead of its own faults', async () => {
    const { resource } = await fhir.createUnless(alice({ id: 'unused' }), [['family', randomUUID()]]);
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    await owner.query('ALTER TABLE fhir.version RENAME TO elsewhere');
    const answer = await ask(`Patient/${resource.id}/_history/1`);
    await owner.query('ALTER TABLE fhir.elsewhere RENAME TO version').finally(() => owner.end());
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(text).not.toMatch(/relation|fhir\.version|SELECT|postgres/i);
    expect(text).toContain(faults.pop()?.[0]);
  });

  test('creates once when twenty ask at the same time for the same', async () => {
    const value = randomUUID();
    const system = 'https://passerelle.example/contract';
    const attempts = Array.from({ length: 20 }, () =>
      fhir.createUnless(alice({ identifier: [{ system, value }] }), [['identifier', `${system}|${value}`]]),
    );
    const created = (await Promise.all(attempts)).filter((answer) => answer.created);
    expect(created).toHaveLength(1);
    expect((await fhir.search('Patient', [['identifier', value]])).total).toBe(1);
  });

  test('finishes transactions that wait for each other', async () => {
    const people = await Promise.all([fhir.create(alice()), fhir.create(alice())]);
    const turn = (order: Patient[], gender: 'female' | 'male'): Promise<Bundle> =>
      fhir.transaction({
        resourceType: 'Bundle',
        type: 'transaction',
        entry: order.map((who) => ({
          resource: { ...who, gender },
          request: { method: 'PUT', url: `Patient/${who.id ?? ''}` },
        })),
      });
    const rounds = Array.from({ length: 6 }, (_, n) =>
      n % 2 ? turn([...people].reverse(), 'male') : turn(people, 'female'),
    );
    await Promise.all(rounds);
    const [one, two] = await Promise.all(people.map(({ id }) => fhir.read('Patient', id)));
    expect(one?.gender).toBe(two?.gender);
  });

  test('finds by what refers to a resource, by what is missing, and anywhere in a text', async () => {
    const [family, code] = [`Lefèvre${randomUUID()}`, randomUUID()];
    const who = await fhir.create(alice({ name: [{ family }] }));
    const other = await fhir.create(alice({ name: [{ family }], gender: 'male' }));
    await fhir.create({
      resourceType: 'Condition',
      subject: { reference: `Patient/${who.id}` },
      code: { coding: [{ code }] },
    });
    const found = async (...parameters: [string, string][]): Promise<unknown> =>
      ids(await fhir.search('Patient', parameters));
    expect(await found(['_has:Condition:patient:code', code])).toEqual([who.id]);
    expect(await found(['family', family], ['gender:missing', 'true'])).toEqual([who.id]);
    expect(await found(['family', family], ['gender:missing', 'false'])).toEqual([other.id]);
    expect(await found(['family:contains', family.slice(3).toLowerCase()])).toEqual([who.id, other.id]);
  });

  test('replaces what matches a conditional update, and takes a FHIRPath patch', async () => {
    const value = randomUUID();
    const put = (gender: string): Promise<Response> =>
      ask(`Patient?identifier=${value}`, {
        method: 'PUT',
        body: JSON.stringify({ ...alice({ identifier: [{ value }] }), gender }),
      });
    expect((await put('male')).status).toBe(201);
    const answer = await put('female');
    expect(answer.status).toBe(200);
    const { id = '' } = (await answer.json()) as Resource;
    const part = [
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: 'Patient.gender' },
      { name: 'value', valueCode: 'other' },
    ];
    const patch = { resourceType: 'Parameters', parameter: [{ name: 'operation', part }] };
    expect((await ask(`Patient/${id}`, { method: 'PATCH', body: JSON.stringify(patch) })).status).toBe(200);
    expect(await fhir.read('Patient', id)).toMatchObject({ gender: 'other', meta: { versionId: '3' } });
  });

  test('says of a resource whether it is valid without keeping it', async () => {
    const severities = async (resource: unknown): Promise<unknown> => {
      const outcome = (await (await post('Observation/$validate', resource)).json()) as {
        issue: { severity: string }[];
      };
      return outcome.issue.map(({ severity }) => severity);
    };
    const observation = { resourceType: 'Observation', status: 'final', code: { text: 'Poids' } };
    expect(await severities(observation)).toEqual(['information']);
    expect(await severities({ ...observation, status: undefined, colour: 'red' })).toContain('error');
  });
});
