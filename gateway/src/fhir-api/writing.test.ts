import { createHash } from 'node:crypto';
import { accessRuleToFhir } from '@passerelle/fhir-mappings';
import type { Binary, Bundle, Condition, Consent, DocumentReference, OperationOutcome } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authorising, doctor, otherDoctor } from '../../testing/make-facts.ts';
import { base, codeOf, entriesOf, openPractice, type Practice } from '../../testing/practice.ts';
import { stamp } from '../access/visibility.ts';

const classes = 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument';
const patchType = { 'content-type': 'application/json-patch+json' };
const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n101\n%%EOF\n',
);
let practice: Practice;
let anna: string;
const ask: Practice['ask'] = (...all) => practice.ask(...all);

const makeDisease = (name: string, parts: Partial<Condition> = {}): Condition => ({
  resourceType: 'Condition',
  code: { text: name },
  subject: { reference: `Patient/${anna}` },
  ...parts,
});
const makeReport = (attachment: DocumentReference['content'][0]['attachment'], code = '10'): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  type: { coding: [{ system: 'http://loinc.org', code: '11502-2' }] },
  category: [{ coding: [{ system: classes, code }] }],
  subject: { reference: `Patient/${anna}` },
  date: '2026-03-01T10:00:00Z',
  content: [{ attachment: { title: 'Biologie', ...attachment } }],
});
const inline = (bytes: Buffer, contentType = 'application/pdf') => ({ contentType, data: bytes.toString('base64') });
const post = <R = Condition>(path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask<R & { id: string; meta: { versionId: string } }>(doctor, 'POST', path, { body, headers });
/** In Anna's record: the FHIR server may have other records, which other tests write. */
const count = async (type: 'Condition' | 'DocumentReference'): Promise<number | undefined> =>
  (
    await practice.fhir.search(type, [
      ['patient', anna],
      ['_summary', 'count'],
    ])
  ).total;

beforeAll(async () => {
  practice = await openPractice([doctor, otherDoctor]);
  anna = await practice.person('PAT-TROIS', '279035121518989', authorising(doctor, otherDoctor));
});
afterAll(() => practice.close());

describe('a change', () => {
  it('is made once, however often it is sent (If-None-Exist)', async () => {
    const identifier = [{ system: 'urn:cabinet', value: 'c-1' }];
    const send = () =>
      post('/Condition', makeDisease('Asthme', { identifier }), { 'if-none-exist': 'identifier=urn:cabinet|c-1' });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.id).toBe(first.body.id);
  });

  it('finds for a conditional write only what the caller wrote', async () => {
    const identifier = [{ system: 'urn:cabinet', value: 'c-2' }];
    const criteria = { 'if-none-exist': 'identifier=urn:cabinet|c-2' };
    const first = await post('/Condition', makeDisease('Zona', { identifier }), criteria);
    const other = await ask<Condition>(otherDoctor, 'POST', '/Condition', {
      body: makeDisease('Zona', { identifier }),
      headers: criteria,
    });
    expect([other.status, other.body.id === first.body.id]).toEqual([201, false]);
  });

  it('is refused on a version that has passed, and changes nothing', async () => {
    const { body } = await post('/Condition', makeDisease('Otite'));
    const changed = { ...body, code: { text: 'Otite droite' } };
    const one = await ask(doctor, 'PUT', `/Condition/${body.id}`, { body: changed, headers: { 'if-match': 'W/"1"' } });
    expect(one.status).toBe(200);
    for (const method of ['PUT', 'DELETE'] as const) {
      const late = await ask(doctor, method, `/Condition/${body.id}`, {
        ...(method === 'PUT' ? { body: { ...body, code: { text: 'perdu' } } } : {}),
        headers: { 'if-match': 'W/"1"' },
      });
      expect([late.status, codeOf(late)]).toEqual([412, 'version-stale']);
    }
    const patch = [{ op: 'replace', path: '/code/text', value: 'perdu' }];
    expect(
      (
        await ask(doctor, 'PATCH', `/Condition/${body.id}`, {
          body: patch,
          headers: { ...patchType, 'if-match': 'W/"1"' },
        })
      ).status,
    ).toBe(412);
    expect((await ask<Condition>(doctor, 'GET', `/Condition/${body.id}`)).body.code?.text).toBe('Otite droite');
  });

  it('patches, and keeps what the patch does not name', async () => {
    const { body } = await post('/Condition', makeDisease('Otite', { note: [{ text: 'à revoir' }] }));
    const patch = [
      { op: 'test', path: '/code/text', value: 'Otite' },
      { op: 'replace', path: '/code/text', value: 'Otite aiguë' },
    ];
    const { status, body: after } = await ask<Condition>(doctor, 'PATCH', `/Condition/${body.id}`, {
      body: patch,
      headers: patchType,
    });
    expect([status, after.code?.text, after.note?.[0]?.text]).toEqual([200, 'Otite aiguë', 'à revoir']);
    const again = await ask(doctor, 'PATCH', `/Condition/${body.id}`, { body: patch, headers: patchType });
    expect([again.status, codeOf(again)]).toEqual([422, 'resource-invalid']);
  });

  it.each([
    ['another patient', [{ op: 'replace', path: '/subject/reference', value: 'Patient/nobody' }]],
    ['another id', [{ op: 'replace', path: '/id', value: 'x' }]],
    ['another type', [{ op: 'replace', path: '/resourceType', value: 'Patient' }]],
    ['everything', [{ op: 'replace', path: '', value: {} }]],
    ['a prototype', [{ op: 'add', path: '/__proto__/x', value: 1 }]],
    ['no operation', [{ op: 'explode', path: '/code' }]],
    ['no list', { op: 'add' }],
  ])('does not patch %s', async (_sentence, patch) => {
    const { body } = await post('/Condition', makeDisease('Otite'));
    const { status } = await ask(doctor, 'PATCH', `/Condition/${body.id}`, { body: patch, headers: patchType });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    const after = await ask<Condition>(doctor, 'GET', `/Condition/${body.id}`);
    expect([after.body.meta?.versionId, after.body.subject.reference]).toEqual(['1', `Patient/${anna}`]);
  });

  it('updates, patches and deletes by criteria the one resource that answers to them', async () => {
    const identifier = [{ system: 'urn:cabinet', value: 'c-3' }];
    const path = `/Condition?patient=${anna}&identifier=urn:cabinet|c-3`;
    const made = await ask<Condition>(doctor, 'PUT', path, { body: makeDisease('Grippe', { identifier }) });
    const again = await ask<Condition>(doctor, 'PUT', path, { body: makeDisease('Grippe A', { identifier }) });
    expect([made.status, again.status, again.body.id === made.body.id]).toEqual([201, 200, true]);
    const patch = [{ op: 'replace', path: '/code/text', value: 'Grippe B' }];
    expect((await ask(doctor, 'PATCH', path, { body: patch, headers: patchType })).status).toBe(200);
    await post('/Condition', makeDisease('Double', { identifier }));
    expect(codeOf(await ask(doctor, 'DELETE', path))).toBe('match-ambiguous');
    expect((await ask(doctor, 'DELETE', `${path}&_id=${made.body.id}`)).status).toBe(204);
    expect((await ask(doctor, 'DELETE', `/Condition?patient=${anna}`)).status).toBe(400);
  });

  it('deletes for good: gone for who could see it', async () => {
    const { body } = await post('/Condition', makeDisease('Erreur'));
    expect((await ask(doctor, 'DELETE', `/Condition/${body.id}`)).status).toBe(204);
    expect(codeOf(await ask(doctor, 'GET', `/Condition/${body.id}`))).toBe('resource-deleted');
    expect((await ask(doctor, 'GET', `/Condition/${body.id}/_history/1`)).status).toBe(410);
  });

  it('is the author’s alone: what the patient or a colleague wrote stays, and the reason is said', async () => {
    const theirs = await practice.fhir.create(stamp(makeDisease('saisi'), { hidden: false, secret: false }));
    const colleague = await ask<Condition>(otherDoctor, 'POST', '/Condition', { body: makeDisease('collègue') });
    for (const id of [theirs.id, colleague.body.id])
      for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
        const body = {
          PUT: { ...makeDisease('volé'), id },
          PATCH: [{ op: 'remove', path: '/code' }],
          DELETE: undefined,
        }[method];
        const refused = await ask(doctor, method, `/Condition/${id}`, {
          ...(body ? { body } : {}),
          headers: method === 'PATCH' ? patchType : {},
        });
        expect([method, refused.status, codeOf(refused)]).toEqual([method, 403, 'access-refused']);
        expect(refused.raw).toContain('not-author');
      }
  });

  it('answers as much as is wanted', async () => {
    const minimal = await post('/Condition', makeDisease('Toux'), { prefer: 'return=minimal' });
    expect([minimal.status, minimal.raw, minimal.headers['etag']]).toEqual([201, '', 'W/"1"']);
    const said = await post<OperationOutcome>('/Condition', makeDisease('Toux'), { prefer: 'return=OperationOutcome' });
    expect(said.body.resourceType).toBe('OperationOutcome');
  });

  it('takes neither our tags nor another author from outside', async () => {
    const claimed = stamp(makeDisease('Rhume', { recorder: { display: 'Dr House' } }), {
      hidden: false,
      secret: false,
      author: otherDoctor.rpps,
    });
    const { body } = await post('/Condition', claimed);
    expect(body.recorder?.display).toBe(doctor.name);
    const stored = await practice.fhir.read('Condition', body.id);
    expect(stored.meta?.tag?.map(({ code }) => code).sort()).toEqual([
      `author-${doctor.rpps}`,
      'kin',
      'open',
      'patient',
    ]);
  });

  it.each<[string, unknown, number, string]>([
    ['malformed JSON', '{"resourceType":', 400, 'json-malformed'],
    ['another type than the address', { resourceType: 'Observation' }, 422, 'resource-invalid'],
    ['a list', [], 422, 'resource-invalid'],
    ['null', null, 422, 'resource-invalid'],
    ['no patient', { resourceType: 'Condition' }, 422, 'patient-required'],
    [
      'meta that is none',
      { resourceType: 'Condition', meta: 7, subject: { reference: 'Patient/x' } },
      422,
      'resource-invalid',
    ],
  ])('is refused for %s, and changes nothing', async (_sentence, body, status, code) => {
    const before = await count('Condition');
    const refused = await post('/Condition', body);
    expect([refused.status, codeOf(refused as never)]).toEqual([status, code]);
    expect(refused.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(await count('Condition')).toBe(before);
  });

  it('is refused for what the FHIR server refuses, in its words but without its address', async () => {
    const refused = await post('/Condition', { ...makeDisease('x'), onsetDateTime: 'hier' });
    expect([refused.status, codeOf(refused as never)]).toEqual([422, 'resource-invalid']);
    expect((refused.body as unknown as OperationOutcome).issue.length).toBeGreaterThan(1);
    expect(refused.raw).not.toContain(practice.behind);
  });

  it('is refused for what is nested without end', async () => {
    const deep = `${'{"extension":['.repeat(5000)}${']}'.repeat(5000)}`;
    const body = `{"resourceType":"Condition","subject":{"reference":"Patient/${anna}"},"code":${deep}}`;
    expect((await post('/Condition', body)).status).toBe(422);
  });

  it.each([
    '/Encounter',
    '/Condition/$everything',
    '/Patient/x/$everything',
    '/$meta',
    '/_history',
    '/Condition/_history',
    '/Patient/x/Condition',
  ])('has nothing at %s', async (path) => {
    const { status, body } = await ask<OperationOutcome>(doctor, 'GET', path);
    expect([404, 405]).toContain(status);
    expect(body.resourceType).toBe('OperationOutcome');
  });
});

describe('a document', () => {
  it('comes with its bytes inside, and is kept as a document and its bytes', async () => {
    const { status, body } = await post<DocumentReference>('/DocumentReference', makeReport(inline(pdf)));
    expect(status).toBe(201);
    const { attachment } = body.content[0] as {
      attachment: { url: string; data?: string; size: number; hash: string };
    };
    expect(attachment.data).toBeUndefined();
    expect([attachment.size, attachment.hash]).toEqual([pdf.length, createHash('sha1').update(pdf).digest('base64')]);
    const raw = await practice.app.inject({
      url: `/fhir/R4/${attachment.url}`,
      headers: { authorization: `Bearer ${doctor.rpps}`, accept: 'application/pdf' },
    });
    expect([raw.headers['content-type'], raw.headers['x-content-type-options'], raw.rawPayload.equals(pdf)]).toEqual([
      'application/pdf',
      'nosniff',
      true,
    ]);
    const wrapped = await ask<Binary>(doctor, 'GET', `/${attachment.url}`, {
      headers: { accept: 'application/fhir+json' },
    });
    expect(wrapped.body.data).toBe(pdf.toString('base64'));
    const listed = await ask<Bundle>(otherDoctor, 'GET', `/DocumentReference?patient=${anna}&_id=${body.id}`);
    expect(listed.body.total).toBe(1);
  });

  it('comes in one transaction with its Binary (ITI-65), both or neither', async () => {
    const entries = (data: Buffer) => [
      {
        fullUrl: 'urn:uuid:4a5c0b1e-0d8e-4a57-9d0e-5a4f7a9d0001',
        resource: makeReport({ contentType: 'application/pdf', url: 'urn:uuid:4a5c0b1e-0d8e-4a57-9d0e-5a4f7a9d0002' }),
        request: { method: 'POST', url: 'DocumentReference' },
      },
      {
        fullUrl: 'urn:uuid:4a5c0b1e-0d8e-4a57-9d0e-5a4f7a9d0002',
        resource: { resourceType: 'Binary', contentType: 'application/pdf', data: data.toString('base64') },
        request: { method: 'POST', url: 'Binary' },
      },
      {
        resource: makeDisease('Diabète', {
          evidence: [{ detail: [{ reference: 'urn:uuid:4a5c0b1e-0d8e-4a57-9d0e-5a4f7a9d0001' }] }],
        }),
        request: { method: 'POST', url: 'Condition' },
      },
    ];
    const { status, body } = await post<Bundle>('/', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: entries(pdf),
    });
    expect(status).toBe(200);
    expect((body.entry ?? []).map(({ response }) => response?.status)).toEqual(['201', '201', '201']);
    const [document, , disease] = (body.entry ?? []).map(({ response }) =>
      response?.location?.slice(base.length).replace(/\/_history.*/, ''),
    );
    const read = await ask<DocumentReference>(doctor, 'GET', document ?? '');
    expect((await ask(doctor, 'GET', `/${read.body.content[0]?.attachment.url}`)).status).toBe(200);
    expect((await ask<Condition>(doctor, 'GET', disease ?? '')).body.evidence?.[0]?.detail?.[0]?.reference).toBe(
      document?.slice(1),
    );
    const [documents, diseases] = [await count('DocumentReference'), await count('Condition')];
    const refused = await post('/', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: entries(Buffer.from('no pdf')),
    });
    expect([refused.status, codeOf(refused as never)]).toEqual([422, 'document-content-mismatch']);
    expect([await count('DocumentReference'), await count('Condition')]).toEqual([documents, diseases]);
  });

  it.each<[string, DocumentReference['content'][0]['attachment'], number, string]>([
    ['of 6 MB', inline(Buffer.alloc(6_000_000, 65), 'text/plain'), 413, 'document-too-large'],
    ['that is a text named pdf', inline(Buffer.from('bonjour')), 422, 'document-content-mismatch'],
    ['that is a page', inline(Buffer.from('<html>'), 'text/html'), 415, 'document-type-refused'],
    [
      'that is XML with entities',
      inline(Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><x/>'), 'text/xml'),
      422,
      'document-content-mismatch',
    ],
    [
      'that lies elsewhere',
      { contentType: 'application/pdf', url: 'http://elsewhere.test/x.pdf' },
      422,
      'resource-invalid',
    ],
    ['whose hash is another’s', { ...inline(pdf), hash: 'AAAA' }, 422, 'document-content-mismatch'],
    ['that is no base64', { contentType: 'application/pdf', data: '***' }, 422, 'document-unreadable'],
  ])('%s is refused, and nothing is kept', async (_sentence, attachment, status, code) => {
    const sent = vi.spyOn(practice.fhir, 'transaction');
    const before = await count('DocumentReference');
    const refused = await post('/DocumentReference', makeReport(attachment));
    expect([refused.status, codeOf(refused as never)]).toEqual([status, code]);
    expect(await count('DocumentReference')).toBe(before);
    // A Binary is of no record that it could be counted in.
    expect(sent).not.toHaveBeenCalled();
    sent.mockRestore();
  });

  it('of a class that the profession may not deposit is refused', async () => {
    const refused = await post('/DocumentReference', makeReport(inline(pdf), '60'));
    expect([refused.status, refused.raw.includes('matrix-closed')]).toEqual([403, true]);
  });

  it('masked for professionals is its author’s and the patient’s alone, and the author cannot bring it back', async () => {
    const securityLabel = [
      {
        coding: [
          {
            system:
              'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument',
            code: 'MASQUE_PS',
          },
        ],
      },
    ];
    const { body } = await post<DocumentReference>('/DocumentReference', { ...makeReport(inline(pdf)), securityLabel });
    expect((await ask(doctor, 'GET', `/DocumentReference/${body.id}`)).status).toBe(200);
    expect((await ask(otherDoctor, 'GET', `/DocumentReference/${body.id}`)).status).toBe(404);
    expect((await ask(otherDoctor, 'GET', `/${body.content[0]?.attachment.url}`)).status).toBe(404);
    const open = { ...body };
    delete open.securityLabel;
    expect((await ask(doctor, 'PUT', `/DocumentReference/${body.id}`, { body: open })).status).toBe(200);
    expect((await ask(otherDoctor, 'GET', `/DocumentReference/${body.id}`)).status).toBe(404);
  });

  it('is replaced with new bytes, and goes with them', async () => {
    const { body } = await post<DocumentReference>('/DocumentReference', makeReport(inline(pdf)));
    const next = Buffer.from('texte nouveau');
    const changed = { ...body, content: [{ attachment: { title: 'Texte', ...inline(next, 'text/plain') } }] };
    const put = await ask<DocumentReference>(doctor, 'PUT', `/DocumentReference/${body.id}`, { body: changed });
    const url = put.body.content[0]?.attachment.url ?? '';
    expect([put.status, put.body.meta?.versionId, url === body.content[0]?.attachment.url]).toEqual([200, '2', false]);
    expect((await ask(doctor, 'GET', `/${url}`)).raw).toBe('texte nouveau');
    expect((await ask(doctor, 'DELETE', `/DocumentReference/${body.id}`)).status).toBe(204);
    expect((await ask(doctor, 'GET', `/${url}`)).status).toBe(404);
  });

  it('keeps what describes its bytes while they stay', async () => {
    const { body } = await post<DocumentReference>('/DocumentReference', makeReport(inline(pdf)));
    const lying = {
      ...body,
      content: [{ attachment: { ...body.content[0]?.attachment, contentType: 'text/html', size: 1, title: 'Autre' } }],
    };
    const { body: after } = await ask<DocumentReference>(doctor, 'PUT', `/DocumentReference/${body.id}`, {
      body: lying,
    });
    expect(after.content[0]?.attachment).toMatchObject({
      contentType: 'application/pdf',
      size: pdf.length,
      title: 'Autre',
    });
  });
});

describe('several at once', () => {
  const transaction = (entry: unknown[]) => post<Bundle>('/', { resourceType: 'Bundle', type: 'transaction', entry });
  const added = (resource: unknown, url = 'Condition') => ({ resource, request: { method: 'POST', url } });

  it('a batch does each for itself and says of each what came of it, with a line of audit each', async () => {
    const before = (await practice.trail()).length;
    const { status, body } = await post<Bundle>('/', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        added(makeDisease('Un')),
        { request: { method: 'GET', url: `Condition?patient=${anna}&_summary=count` } },
        { request: { method: 'GET', url: 'Condition/nothing' } },
        { request: { method: 'GET', url: 'Encounter/1' } },
      ],
    });
    expect([status, (body.entry ?? []).map(({ response }) => response?.status)]).toEqual([
      200,
      ['201', '200', '404', '404'],
    ]);
    expect((await practice.trail()).length).toBe(before + 4);
  });

  it('a transaction is undone whole when one entry fails, and says which', async () => {
    const before = await count('Condition');
    const refused = await transaction([
      added(makeDisease('Un')),
      added({ ...makeDisease('Deux'), onsetDateTime: 'hier' }),
    ]);
    expect(refused.status).toBe(422);
    const named = await transaction([added(makeDisease('Un')), added({ resourceType: 'Condition' })]);
    expect((named.body as unknown as OperationOutcome).issue[0]?.expression).toEqual(['Bundle.entry[1]']);
    expect(await count('Condition')).toBe(before);
  });

  it('a transaction changes, deletes and reads', async () => {
    const one = (await post('/Condition', makeDisease('Un'))).body;
    const two = (await post('/Condition', makeDisease('Deux'))).body;
    const { status, body } = await transaction([
      { request: { method: 'GET', url: `Condition/${one.id}` } },
      {
        resource: { ...one, code: { text: 'Un bis' } },
        request: { method: 'PUT', url: `Condition/${one.id}`, ifMatch: 'W/"1"' },
      },
      { request: { method: 'DELETE', url: `Condition/${two.id}` } },
    ]);
    expect([status, (body.entry ?? []).map(({ response }) => response?.status)]).toEqual([200, ['200', '200', '204']]);
    expect((body.entry?.[0]?.resource as Condition).code?.text).toBe('Un bis');
    expect((await ask(doctor, 'GET', `/Condition/${two.id}`)).status).toBe(410);
    const stale = await transaction([
      { resource: one, request: { method: 'PUT', url: `Condition/${one.id}`, ifMatch: 'W/"1"' } },
    ]);
    expect(stale.status).toBe(412);
  });

  it('a transaction is about one patient', async () => {
    const other = await practice.person('AUTRE', '162018885045327');
    const refused = await transaction([
      added(makeDisease('Un')),
      added(makeDisease('Deux', { subject: { reference: `Patient/${other}` } })),
    ]);
    expect([refused.status, codeOf(refused as never)]).toEqual([422, 'transaction-several-patients']);
  });

  it.each([
    ['no Bundle', { resourceType: 'Condition' }],
    ['another type', { resourceType: 'Bundle', type: 'document' }],
    ['entries that are none', { resourceType: 'Bundle', type: 'batch', entry: [null] }],
    [
      'a lone Binary',
      {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          {
            resource: { resourceType: 'Binary', contentType: 'text/plain' },
            request: { method: 'POST', url: 'Binary' },
          },
        ],
      },
    ],
  ])('%s is refused', async (_sentence, body) => {
    expect((await post('/', body)).status).toBe(422);
  });
});

describe('access', () => {
  const permit = (patient: string, rpps: string, decision: 'authorised' | 'blocked' = 'authorised'): Consent =>
    accessRuleToFhir({
      patient,
      author: { kind: 'patient' },
      entry: { rpps, decision, name: 'Dr', since: '2026-03-01' },
    } as never);

  it('given at a consultation is recorded for the caller alone, and never a refusal or a rule for others', async () => {
    const patient = await practice.person('CONSULTE', '100000000000001');
    const recorded = await post<Consent>('/Consent', permit(patient, doctor.rpps));
    expect(recorded.status, recorded.raw).toBe(201);
    for (const body of [permit(patient, otherDoctor.rpps), permit(patient, doctor.rpps, 'blocked')])
      expect((await post('/Consent', body)).status).toBe(422);
    for (const method of ['PUT', 'DELETE'] as const) {
      const body = method === 'PUT' ? { body: recorded.body } : {};
      expect((await ask(doctor, method, `/Consent/${recorded.body.id}`, body)).status).toBe(405);
    }
  });

  it('in an emergency is opened by breaking the glass, told to the patient, written down, and over after an hour', async () => {
    const emergency = { samu: false, others: true, hidden: false };
    const patient = await practice.person('URGENCE', '100000000000002', { emergency });
    const search = () => ask(doctor, 'GET', `/Condition?patient=${patient}`);
    const broken = (reason: string, of = patient) =>
      ask(doctor, 'POST', `/Patient/${of}/$break-glass`, {
        body: { resourceType: 'Parameters', parameter: [{ name: 'reason', valueString: reason }] },
      });
    expect((await search()).status).toBe(403);
    expect(codeOf(await broken('court'))).toBe('reason-required');
    expect((await broken('Patient inconscient, allergies inconnues')).status).toBe(200);
    expect((await search()).status).toBe(200);
    expect(practice.notices.filter((told) => told === patient)).toEqual([patient]);
    const lines = (await practice.trail()).slice(-2);
    expect(lines.map(({ action, emergency: said }) => [action, said])).toEqual([
      ['consent.break-glass', 'Patient inconscient, allergies inconnues'],
      ['disease.search', 'Patient inconscient, allergies inconnues'],
    ]);
    practice.pass(61);
    expect((await search()).status).toBe(403);
    expect((await broken('Patient inconscient', anna)).raw).toContain('emergency-refused');
    expect((await broken('Patient inconscient', 'nobody')).raw).toContain('emergency-refused');
  });
});

describe('an emergency that a patient ends', () => {
  const emergency = { samu: false, others: true, hidden: false };
  const breaking = (patient: string, who = doctor) =>
    ask(who, 'POST', `/Patient/${patient}/$break-glass`, {
      body: { resourceType: 'Parameters', parameter: [{ name: 'reason', valueString: 'Patient inconscient' }] },
    });
  const looking = async (patient: string, who = doctor) =>
    (await ask(who, 'GET', `/Condition?patient=${patient}`)).status;

  it('by blocking the doctor is not open again when the patient unblocks, within the hour; a colleague’s goes on', async () => {
    const patient = await practice.person('BLOQUE', '100000000000011', { emergency });
    for (const who of [doctor, otherDoctor]) expect((await breaking(patient, who)).status).toBe(200);
    await practice.rule(patient, { emergency, blocked: { [doctor.rpps]: '2026' } });
    expect(await looking(patient)).toBe(403);
    await practice.rule(patient, { emergency });
    expect(await looking(patient)).toBe(403);
    expect(await looking(patient, otherDoctor)).toBe(200);
  });

  it('by no longer allowing emergencies is not open again when they are allowed again', async () => {
    const patient = await practice.person('ETEINT', '100000000000012', { emergency });
    expect((await breaking(patient)).status).toBe(200);
    await practice.rule(patient, { emergency: { ...emergency, others: false } });
    await practice.rule(patient, { emergency });
    expect(await looking(patient)).toBe(403);
    expect((await breaking(patient)).status).toBe(200);
    expect(await looking(patient)).toBe(200);
  });
});

describe('answers to a batch', () => {
  it('are found by their place', async () => {
    const { body } = await post<Bundle>('/', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'GET', url: `Patient/${anna}` } }],
    });
    expect(entriesOf({ body } as never)[0]?.id).toBe(anna);
  });
});
