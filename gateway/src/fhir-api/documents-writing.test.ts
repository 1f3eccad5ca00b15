import { createHash } from 'node:crypto';
import type { Binary, Bundle, Condition, DocumentReference } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openAnnasPractice, type AnnasPractice } from '../../testing/annas-practice.ts';
import { documentClasses } from '../../testing/fhir-terms.ts';
import { doctor, otherDoctor } from '../../testing/make-facts.ts';
import { base, codeOf } from '../../testing/practice.ts';

let practice: AnnasPractice;
let { anna, ask, post, makeDisease, count } = {} as AnnasPractice;
beforeAll(async () => {
  practice = await openAnnasPractice();
  ({ anna, ask, post, makeDisease, count } = practice);
});
afterAll(() => practice.close());

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n101\n%%EOF\n',
);
const makeReport = (attachment: DocumentReference['content'][0]['attachment'], code = '10'): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  type: { coding: [{ system: 'http://loinc.org', code: '11502-2' }] },
  category: [{ coding: [{ system: documentClasses, code }] }],
  subject: { reference: `Patient/${anna}` },
  date: '2026-03-01T10:00:00Z',
  content: [{ attachment: { title: 'Biologie', ...attachment } }],
});
const inline = (bytes: Buffer, contentType = 'application/pdf') => ({ contentType, data: bytes.toString('base64') });

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
