import type { Bundle, Condition, OperationOutcome } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorising, doctor } from '../../testing/make-facts.ts';
import { codeOf, openPractice, type Practice } from '../../testing/practice.ts';

let practice: Practice;
let anna: string;

beforeAll(async () => {
  practice = await openPractice([doctor]);
  anna = await practice.person('PAT-TROIS', '279035121518989', authorising(doctor));
});
afterAll(() => practice.close());

const odd: unknown[] = [
  null,
  7,
  'x',
  true,
  [],
  {},
  [null],
  [7],
  [[]],
  [{}],
  { reference: 7 },
  [{ coding: 7 }],
  [{ attachment: 7 }],
  [{ attachment: { data: 7, contentType: 7 } }],
];
const types = {
  Condition: ['subject', 'meta', 'code', 'recorder', 'contained', 'extension', 'id', 'evidence'],
  DocumentReference: ['subject', 'meta', 'category', 'securityLabel', 'content', 'status', 'author', 'identifier'],
  Consent: ['patient', 'scope', 'provision', 'category', 'performer', 'policyRule', 'dateTime'],
  Observation: ['subject', 'performer', 'code', 'valueQuantity', 'component'],
  Communication: ['subject', 'sender', 'payload'],
};
const whole = (type: string): Record<string, unknown> => ({
  resourceType: type,
  status: type === 'DocumentReference' ? 'current' : 'final',
  subject: { reference: `Patient/${anna}` },
  ...(type === 'Consent'
    ? { status: 'active', patient: { reference: `Patient/${anna}` }, provision: { type: 'permit' } }
    : {}),
  ...(type === 'DocumentReference' ? { content: [{ attachment: { contentType: 'text/plain', data: 'eA==' } }] } : {}),
});

describe('a request made to break', () => {
  it.each(Object.entries(types))('of odd shapes is refused, never an error of ours: %s', async (type, elements) => {
    for (const element of elements)
      for (const value of odd) {
        const body = { ...whole(type), [element]: value };
        const one = await practice.ask(doctor, 'POST', `/${type}`, { body });
        const many = await practice.ask(doctor, 'POST', '/', {
          body: {
            resourceType: 'Bundle',
            type: 'transaction',
            entry: [{ resource: body, request: { method: 'POST', url: type } }],
          },
        });
        expect(
          [one.status, many.status].every((status) => status < 500),
          `${element}: ${JSON.stringify(value)} ${one.raw} ${many.raw}`,
        ).toBe(true);
      }
  });

  it('of odd bundles is refused, never an error of ours', async () => {
    const binary = { resourceType: 'Binary', contentType: 7, data: 7 };
    const entries: unknown[] = [
      ...odd,
      { request: 7 },
      { request: { method: 7, url: 7 } },
      { request: { method: 'GET', url: '?' } },
      { resource: binary, request: { method: 'POST', url: 'Binary' } },
      { request: { method: 'PATCH', url: 'Condition/x' }, resource: binary },
      { request: { method: 'PUT', url: 'Condition/x', ifMatch: 7 }, resource: whole('Condition') },
      { request: { method: 'POST', url: 'Condition', ifNoneExist: 7 }, resource: whole('Condition') },
    ];
    const folded = [
      { fullUrl: 'urn:uuid:b', resource: binary, request: { method: 'POST', url: 'Binary' } },
      {
        resource: { ...whole('DocumentReference'), content: [{ attachment: { url: 'urn:uuid:b' } }] },
        request: { method: 'POST', url: 'DocumentReference' },
      },
    ];
    for (const type of ['batch', 'transaction'])
      for (const entry of [...entries.map((one) => [one]), folded]) {
        const { status, raw } = await practice.ask(doctor, 'POST', '/', {
          body: { resourceType: 'Bundle', type, entry },
        });
        expect(status, `${type} ${JSON.stringify(entry)} ${raw}`).toBeLessThan(500);
        expect(raw, JSON.stringify(entry)).not.toContain('"unforeseen"');
      }
  });

  it.each([
    '_count=-1',
    '_count=x',
    '_sort=',
    '_sort=,',
    '_sort=-',
    '_elements=',
    '_lastUpdated=yesterday',
    'code=a|b|c|d',
    'onset-date=2026-13-45',
    'code=\\',
    '_include=:',
    '_id=%00',
    'code=%00',
    'patient=%00',
    '_page=x',
    '_page=',
    '_id=..',
    'onset-date=zz2026',
    '__proto__=1',
    'constructor=1',
    '_sort=constructor',
    '_profile=x y',
  ])('by the parameter %s is refused or finds nothing', async (parameter) => {
    for (const query of [`patient=${anna}&${parameter}`, parameter]) {
      const { status, raw } = await practice.ask(doctor, 'GET', `/Condition?${query}`);
      expect(status, raw).toBeLessThan(500);
    }
  });

  it.each([
    { 'if-match': 'x' },
    { 'if-none-match': '"' },
    { prefer: 'return=\u00e9' },
    { accept: ';;,' },
    { 'if-none-exist': '%' },
    { 'content-type': 'application/json; charset=utf-7' },
    { 'content-type': '' },
  ])('by the header %j is refused or does nothing', async (headers) => {
    for (const method of ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'] as const) {
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: whole('Condition') };
      const { status, raw } = await practice.ask(doctor, method, method === 'POST' ? '/Condition' : '/Condition/x', {
        ...body,
        headers: headers as Record<string, string>,
      });
      expect(status, `${method} ${raw}`).toBeLessThan(500);
    }
  });

  const patient = (): { subject: { reference: string } } => ({ subject: { reference: `Patient/${anna}` } });
  const misspelt = (): [string, object][] => [
    ['Condition.code.coding[0].dispaly', { ...patient(), code: { coding: [{ code: 'x', dispaly: 'Asthme' }] } }],
    ['Condition.onsetDate', { ...patient(), onsetDate: '2020-01-01' }],
    ['Condition.extension[0].valueText', { ...patient(), extension: [{ url: 'https://a.example', valueText: 'x' }] }],
    ['Condition.contained[0].nom', { ...patient(), contained: [{ resourceType: 'Practitioner', id: 'p', nom: 'x' }] }],
    ['Condition.note', { ...patient(), note: { text: 'une seule' } }],
  ];

  it('with an element that R4 does not define is refused with its path, and nothing of it is stored', async () => {
    const count = () =>
      practice.fhir.search('Condition', [
        ['patient', anna],
        ['_summary', 'count'],
      ]);
    const before = await count();
    for (const [place, parts] of misspelt()) {
      const body = { resourceType: 'Condition', ...parts };
      const one = await practice.ask<OperationOutcome>(doctor, 'POST', '/Condition', { body });
      expect([one.status, one.body.issue[0]?.expression], one.raw).toEqual([422, [place]]);
      expect(codeOf(one)).toBe('resource-invalid');
      const entry = [{ resource: body, request: { method: 'POST', url: 'Condition' } }];
      const many = await practice.ask<OperationOutcome>(doctor, 'POST', '/', {
        body: { resourceType: 'Bundle', type: 'transaction', entry },
      });
      expect([many.status, many.body.issue[0]?.expression], many.raw).toEqual([422, ['Bundle.entry[0]', place]]);
    }
    expect((await count()).total).toBe(before.total);
  });

  it('with an element that R4 does not define is refused as a patch too', async () => {
    const body = { resourceType: 'Condition', ...patient(), code: { text: 'Asthme' } };
    const made = await practice.ask<Condition>(doctor, 'POST', '/Condition', { body });
    const patched = await practice.ask<OperationOutcome>(doctor, 'PATCH', `/Condition/${made.body.id}`, {
      headers: { 'content-type': 'application/json-patch+json' },
      body: [{ op: 'add', path: '/code/texte', value: 'Asthme' }],
    });
    expect([patched.status, patched.body.issue[0]?.expression], patched.raw).toEqual([422, ['Condition.code.texte']]);
  });

  it('by a value that the FHIR server refuses hears which parameter it is, alone and in a batch', async () => {
    const query = `Condition?patient=${anna}&code=I10&onset-date=2026-13-45`;
    const one = await practice.ask<OperationOutcome>(doctor, 'GET', `/${query}`);
    expect([one.status, codeOf(one)], one.raw).toEqual([400, 'search-unsupported']);
    expect(one.body.issue[0]?.details?.text).toContain('onset-date');
    expect(one.raw).not.toContain(practice.behind);
    const { body } = await practice.ask<Bundle>(doctor, 'POST', '/', {
      body: { resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'GET', url: query } }] },
    });
    expect(body.entry?.[0]?.response?.status).toBe('400');
  });

  it('by addresses that cannot be read is refused', async () => {
    for (const path of [
      '/%ff',
      '/Condition/%ff',
      '/Condition/%00',
      `/Condition/${'a'.repeat(400)}`,
      '//',
      '/Condition//',
      '/Condition/x/_history/%2e%2e',
    ])
      expect((await practice.ask(doctor, 'GET', path)).status, path).toBeLessThan(500);
  });
});
