import { afterAll, beforeAll, expect, test } from 'vitest';
import sharp from 'sharp';
import { ask } from '../../testing/ask.ts';
import { doctor, openTown, type Town } from '../../testing/town.ts';
import type { PatientCaller } from '../access/caller.ts';
import type { DocumentDetails } from '../client/documents.ts';
import { documentResources } from '../entries/filed-document.ts';
import { Images } from '../files/images.ts';
import { serveDocuments } from './routes.ts';

let town: Town;
beforeAll(async () => void (town = await openTown()));
afterAll(() => town.close());

const details: DocumentDetails = { name: 'Bilan sanguin', date: '2026-03-01', category: 'biology', hidden: false };
const pdf = '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n';

function form(said: Record<string, unknown>, file?: { name: string; content: BlobPart }): FormData {
  const sent = new FormData();
  for (const [name, value] of Object.entries(said)) sent.append(name, String(value));
  if (file) sent.append('file', new Blob([file.content]), file.name);
  return sent;
}

async function signedIn(caller?: PatientCaller) {
  const patient = caller ?? (await town.person('Awa Diallo'));
  const app = await town.app(
    (scope) => serveDocuments(scope, { ...town, clock: () => new Date(), images: new Images() }),
    patient,
  );
  const call = ask(app);
  const deposit = (said: Partial<DocumentDetails> = {}, file = { name: 'bilan.pdf', content: pdf as BlobPart }) =>
    call('POST /api/documents', { body: form({ ...details, ...said }, file) as never });
  return { app, call, deposit, patient };
}

/** What a laboratory’s software deposits. */
async function received(patient: string, hidden = false): Promise<string> {
  const ids = { document: crypto.randomUUID(), binary: crypto.randomUUID() };
  const author = { kind: 'professional', rpps: '10001234567', name: 'Dr Claire Martin' } as const;
  const file = { contentType: 'application/pdf', bytes: Buffer.from(pdf) };
  const made = documentResources({ ids, patient, author, details: { ...details, hidden }, file, at: new Date() });
  await town.enter({ caller: doctor(), action: 'document.add', patient, request: 'test' }, (record) =>
    record.transact([
      {
        resource: made.document,
        request: { method: 'PUT', url: `DocumentReference/${ids.document}` },
        seen: { hidden },
      },
      { resource: made.binary, request: { method: 'PUT', url: `Binary/${ids.binary}` }, seen: { hidden } },
    ]),
  );
  return ids.document;
}

test('Awa deposits a PDF, finds it in her list, downloads the same bytes and deletes both', async () => {
  const { app, call, deposit } = await signedIn();
  const { id, version } = await deposit();
  const { documents, total, pages } = await call('GET /api/documents', {});
  expect({ total, pages }).toEqual({ total: 1, pages: 1 });
  expect(documents).toMatchObject([
    { id, version, ...details, author: { kind: 'patient' }, contentType: 'application/pdf', size: pdf.length },
  ]);
  const answer = await app.inject({ url: `/api/documents/${id}/content` });
  expect(answer.body).toBe(pdf);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
    'content-disposition': `attachment; filename="Bilan sanguin.pdf"; filename*=UTF-8''Bilan%20sanguin.pdf`,
  });
  const stored = await town.fhir.read('DocumentReference', id);
  const binary = stored.content[0]?.attachment.url?.slice('Binary/'.length) ?? '';
  await call('DELETE /api/documents/:id', { params: { id }, version });
  expect((await call('GET /api/documents', {})).total).toBe(0);
  await expect(town.fhir.read('DocumentReference', id)).rejects.toMatchObject({ kind: 'gone' });
  await expect(town.fhir.read('Binary', binary)).rejects.toMatchObject({ kind: 'gone' });
});

test('Awa hides a report: her doctor, who wrote it, still reads it, another does not, and she may show it again', async () => {
  const { call, patient } = await signedIn();
  const id = await received(patient.patient);
  const { version } = await call('GET /api/documents/:id', { params: { id } });
  const reading = (rpps: string) =>
    town.enter(
      { caller: doctor({ rpps }), action: 'document.read', patient: patient.patient, request: 'test' },
      (record) => record.read('DocumentReference', id),
    );
  const rules = {
    authorised: { '10009999999': '2026-01-01' },
    blocked: {},
    emergency: { samu: false, others: false, hidden: false },
  };
  await town.database
    .updateTable('space')
    .set({ rules: JSON.stringify(rules) })
    .where('patient', '=', patient.patient)
    .execute();
  town.facts.forget(patient.patient);
  expect((await reading('10009999999')).id).toBe(id);
  const hidden = await call('PUT /api/documents/:id', { params: { id }, version, body: { ...details, hidden: true } });
  await expect(reading('10009999999')).rejects.toMatchObject({ code: 'resource-not-found' });
  expect((await reading('10001234567')).securityLabel?.map(({ coding }) => coding?.[0]?.code)).toContain('MASQUE_PS');
  const line = await call('GET /api/documents/:id', { params: { id } });
  expect(line).toMatchObject({ hidden: true, author: { kind: 'professional', name: 'Dr Claire Martin' } });
  await call('PUT /api/documents/:id', { params: { id }, version: hidden.version, body: details });
  expect((await reading('10009999999')).id).toBe(id);
});

test('A document whose name holds half a character is downloaded like any other', async () => {
  const { app, call, deposit } = await signedIn();
  const { id, version } = await deposit();
  await call('PUT /api/documents/:id', { params: { id }, version, body: { ...details, name: 'Bilan \ud83e' } });
  const { statusCode, body, headers } = await app.inject({ url: `/api/documents/${id}/content` });
  expect([statusCode, body]).toEqual([200, pdf]);
  // HAPI keeps a question mark in its place.
  expect(headers['content-disposition']).toMatch(/filename\*=UTF-8''Bilan%20%(?:EF%BF%BD|3F)\.pdf/);
});

test('Awa sees which doctor read a document of hers, and that she read it herself is no news', async () => {
  const { call, deposit, patient } = await signedIn();
  const id = await received(patient.patient);
  await deposit();
  const attempt = { caller: doctor(), action: 'document.read' as const, patient: patient.patient, request: 'test' };
  await town.enter({ ...attempt, target: `DocumentReference/${id}` }, (record) => record.bytes(id));
  await call('GET /api/documents/:id', { params: { id } });
  const { consultations } = await call('GET /api/documents/:id/consultations', { params: { id } });
  expect(consultations.map(({ who, action, profession }) => [who, action, profession])).toEqual([
    ['Dr Claire Martin', 'document.read', '10'],
    ['Dr Claire Martin', 'document.add', '10'],
  ]);
});

test('Awa finds her way among many documents', async () => {
  const { call, deposit, patient } = await signedIn();
  await received(patient.patient);
  for (const [name, date, category] of [
    ['Échographie', '2024-05-02', 'imaging'],
    ['ecg', '2025-01-01', 'imaging'],
    ['Ordonnance 2', '2023-01-01', 'prescription'],
    ['Ordonnance 10', '2023-01-01', 'prescription'],
  ] as const)
    await deposit({ name, date, category });
  const names = async (query: object) => (await call('GET /api/documents', query)).documents.map(({ name }) => name);
  expect(await names({ query: { sort: 'name' } })).toEqual([
    'Bilan sanguin',
    'ecg',
    'Échographie',
    'Ordonnance 2',
    'Ordonnance 10',
  ]);
  expect(await names({ query: { category: 'imaging' } })).toEqual(['ecg', 'Échographie']);
  expect(await names({ query: { search: 'echo' } })).toEqual(['Échographie']);
  expect(await names({ query: { search: 'martin' } })).toEqual(['Bilan sanguin']);
  expect((await names({ query: { sort: '-author' } }))[0]).toBe('Bilan sanguin');
  expect((await names({ query: { sort: 'date' } }))[0]).toMatch(/^Ordonnance/);
  expect(await names({ query: { page: 2 } })).toEqual([]);
});

test('A scan is shown as a picture, a note as text, and neither as a page', async () => {
  const { app, deposit } = await signedIn();
  const tiff = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#fff' } })
    .tiff()
    .toBuffer();
  const scan = await deposit({}, { name: 'scan.tiff', content: new Uint8Array(tiff) });
  const note = await deposit({}, { name: 'note.txt', content: '<script>alert(1)</script> Fièvre' });
  const views = [];
  for (const { id } of [scan, note]) views.push(await app.inject({ url: `/api/documents/${id}/view` }));
  expect(views.map(({ headers }) => headers['content-type'])).toEqual(['image/png', 'text/plain; charset=utf-8']);
  expect(views[1]?.body).toContain('Fièvre');
  for (const { headers } of views) expect(headers['content-security-policy']).toContain('sandbox');
});

test('A document changed in two windows is changed by the first, and the second is told', async () => {
  const { call, deposit } = await signedIn();
  const { id, version } = await deposit();
  await call('PUT /api/documents/:id', { params: { id }, version, body: { ...details, name: 'Bilan de mars' } });
  const late = call('PUT /api/documents/:id', { params: { id }, version, body: details });
  await expect(late).rejects.toMatchObject({ status: 412, code: 'version-stale' });
  await expect(call('DELETE /api/documents/:id', { params: { id }, version })).rejects.toMatchObject({ status: 412 });
  expect((await call('GET /api/documents/:id', { params: { id } })).name).toBe('Bilan de mars');
});

test('Noé reaches no document of Awa’s by its number', async () => {
  const { deposit } = await signedIn();
  const { id, version } = await deposit();
  const noe = await signedIn(await town.person('Noé Petit'));
  for (const url of [`/api/documents/${id}`, `/api/documents/${id}/content`, `/api/documents/${id}/consultations`])
    expect((await noe.app.inject({ url })).statusCode).toBe(404);
  await expect(noe.call('DELETE /api/documents/:id', { params: { id }, version })).rejects.toMatchObject({
    status: 404,
  });
});

test.each([
  ['a text named .pdf', {}, { name: 'bilan.pdf', content: 'Bonjour' }, 422, 'document-content-mismatch'],
  ['6 MB', {}, { name: 'notes.txt', content: 'x'.repeat(6_000_000) }, 413, 'document-too-large'],
  ['a web page', {}, { name: 'page.html', content: '<p>' }, 415, 'document-type-refused'],
  ['a name with a star', { name: 'Bilan*' }, undefined, 400, 'request-invalid'],
  ['a name of 51 characters', { name: 'x'.repeat(51) }, undefined, 400, 'request-invalid'],
  ['no such day', { date: '2026-02-30' }, undefined, 400, 'request-invalid'],
  ['a category of its own', { category: 'secret' as never }, undefined, 400, 'request-invalid'],
  ['hidden perhaps', { hidden: 'perhaps' as never }, undefined, 400, 'request-invalid'],
])('A deposit with %s is refused and nothing is stored', async (_, said, file, status, code) => {
  const { call, deposit } = await signedIn();
  await expect(deposit(said, file)).rejects.toMatchObject({ status, code });
  expect((await call('GET /api/documents', {})).total).toBe(0);
});

test.each([
  ['without a file', form(details)],
  [
    'with two files',
    (() => (form(details, { name: 'a.pdf', content: pdf }).append('file', new Blob([pdf]), 'b.pdf'), form({})))(),
  ],
])('A form %s is sent back', async (_, body) => {
  const { call } = await signedIn();
  await expect(call('POST /api/documents', { body: body as never })).rejects.toMatchObject({ status: 400 });
});

test.each([
  [
    'bare line feeds',
    '--x\nContent-Disposition: form-data; name="name"\n\nBilan\n--x--\n',
    'multipart/form-data; boundary=x',
  ],
  [
    'no end',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF',
    'multipart/form-data; boundary=x',
  ],
  ['no boundary', 'name=Bilan', 'multipart/form-data'],
  ['no form at all', '{"name":"Bilan"}', 'application/json'],
])('A deposit with %s gets its error and never a 5xx', async (_, payload, type) => {
  const { app } = await signedIn();
  const answer = await app.inject({
    method: 'POST',
    url: '/api/documents',
    payload,
    headers: { 'content-type': type },
  });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'form-malformed']);
});
