import { ask, refusal, type Folder } from '../request.ts';

const base = '{{baseUrl}}/fhir/R4';
const text = Buffer.from('Compte rendu : examen normal.\n').toString('base64');

const document = (title: string, data: string, contentType = 'text/plain'): object => ({
  resourceType: 'DocumentReference',
  status: 'current',
  type: { coding: [{ system: 'http://loinc.org', code: '11488-4' }] },
  category: [
    {
      coding: [
        { system: 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument', code: '10' },
      ],
    },
  ],
  subject: { reference: 'Patient/{{patientId}}' },
  date: '2026-10-12T09:00:00+02:00',
  content: [{ attachment: { contentType, title, creation: '2026-10-12', language: 'fr-FR', data } }],
});

/** E, P2: documents with their bytes. */
export const documents: Folder = {
  name: 'document',
  description: 'Deposit a document with its bytes, find it, read it back.',
  item: [
    ask('Deposit a report', {
      url: `${base}/DocumentReference`,
      json: document('Compte rendu de consultation', text),
      status: 201,
      check: {
        'its bytes have an address of their own':
          "body.content[0].attachment.url.includes('Binary/') && !('data' in body.content[0].attachment)",
      },
      keep: { documentId: 'body.id', binary: "body.content[0].attachment.url.replace(/^.*Binary/, 'Binary')" },
    }),
    ask('Find it by class', {
      url: `${base}/DocumentReference?patient={{patientId}}&status=current&category=https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument|10&_sort=-date&_count=50`,
      status: 200,
      check: {
        'is in the list': "body.entry.some(({ resource }) => resource.id === pm.collectionVariables.get('documentId'))",
      },
    }),
    ask('Its bytes', {
      url: `${base}/{{binary}}`,
      headers: { accept: 'text/plain' },
      status: 200,
      check: { 'are what was sent': "text === 'Compte rendu : examen normal.\\n'" },
    }),
    ask('A text named PDF is refused', {
      url: `${base}/DocumentReference`,
      json: document('Faux PDF', text, 'application/pdf'),
      status: 422,
      check: refusal('document-content-mismatch'),
    }),
    ask('More than 5 MB is refused', {
      url: `${base}/DocumentReference`,
      raw: '{{largeDocument}}',
      before: [
        `pm.variables.set('largeDocument', JSON.stringify(${JSON.stringify(document('Trop grand', 'DATA'))}).replace('DATA', 'QUFB'.repeat(2097152)).replace('{{patientId}}', pm.collectionVariables.get('patientId')));`,
      ],
      status: 413,
      check: refusal('document-too-large'),
      // Each script after it would be handed these 8 MB: 30 s of a run.
      after: ["pm.variables.unset('largeDocument');"],
    }),
    ask('Delete it', { method: 'DELETE', url: `${base}/DocumentReference/{{documentId}}`, status: [200, 204] }),
    ask('Its bytes went with it', { url: `${base}/{{binary}}`, headers: { accept: 'text/plain' }, status: [404, 410] }),
  ],
};
