import { ask, problemIs, refusal, type Folder } from '../request.ts';

const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };

/** E, F6: the patient's own documents. */
export const portalDocuments: Folder = {
  name: 'documents of the portal',
  description: 'E: deposit with details, list, hide, delete.',
  item: [
    ask('Deposit a document', {
      ...own,
      url: `${api}/documents`,
      form: [
        { key: 'name', value: 'Certificat de sport' },
        { key: 'date', value: '2026-09-01' },
        { key: 'category', value: 'certificate' },
        { key: 'hidden', value: 'false' },
        { key: 'file', file: 'files/certificat.txt' },
      ],
      status: 201,
      keep: { portalDocument: 'body.id', portalDocumentVersion: 'body.version' },
    }),
    ask('It is listed', {
      ...own,
      url: `${api}/documents?category=certificate&sort=-date`,
      status: 200,
      check: { 'by name': "body.documents.some(({ name }) => name === 'Certificat de sport')" },
    }),
    ask('Its bytes', {
      ...own,
      url: `${api}/documents/{{portalDocument}}/content`,
      status: 200,
      check: { 'are never sniffed': "pm.response.headers.get('x-content-type-options') === 'nosniff'" },
    }),
    ask('The professional sees it', { url: '{{baseUrl}}/fhir/R4/DocumentReference/{{portalDocument}}', status: 200 }),
    ask('Hide it', {
      ...own,
      method: 'PUT',
      url: `${api}/documents/{{portalDocument}}`,
      json: { name: 'Certificat de sport', date: '2026-09-01', category: 'certificate', hidden: true },
      headers: { 'if-match': 'W/"{{portalDocumentVersion}}"' },
      status: 200,
      keep: { portalDocumentVersion: 'body.version' },
    }),
    ask('The professional no longer does', {
      url: '{{baseUrl}}/fhir/R4/DocumentReference/{{portalDocument}}',
      status: 404,
      check: refusal('resource-not-found'),
    }),
    ask('Who consulted it', {
      ...own,
      url: `${api}/documents/{{portalDocument}}/consultations`,
      status: 200,
      check: { 'the professional did': 'body.consultations.length >= 1' },
    }),
    ask('A name with a forbidden character', {
      ...own,
      method: 'PUT',
      url: `${api}/documents/{{portalDocument}}`,
      json: { name: 'Certificat #1', date: '2026-09-01', category: 'certificate', hidden: true },
      headers: { 'if-match': 'W/"{{portalDocumentVersion}}"' },
      status: 400,
      check: problemIs('request-invalid'),
    }),
    ask('Delete it', {
      ...own,
      method: 'DELETE',
      url: `${api}/documents/{{portalDocument}}`,
      headers: { 'if-match': 'W/"{{portalDocumentVersion}}"' },
      status: 204,
    }),
  ],
};
