import type { DocumentReference } from '@medplum/fhirtypes';
import { tokenFor } from '../../demo/actors/professional.ts';
import { condition, type BadRequest, type Scene } from './scene.ts';

const elsewhere = 'https://autre-service.example/api';

const create = ({ software, patient }: Scene, more: object): Promise<Response> =>
  software.ask('POST', 'Condition', condition(patient, more));

const post = ({ software }: Scene, body: string, headers = {}): Promise<Response> =>
  software.ask('POST', 'Condition', body, headers);

/** Asks for the patient's diseases with nothing but these headers. */
const withOnly = ({ doors, patient }: Scene, headers: Record<string, string>): Promise<Response> =>
  fetch(`${doors.url}/fhir/R4/Condition?patient=${patient}`, { headers });

const pdf = ({ software, patient }: Scene, bytes: Buffer): Promise<Response> =>
  software.ask('POST', 'DocumentReference', {
    resourceType: 'DocumentReference',
    status: 'current',
    type: { coding: [{ system: 'http://loinc.org', code: '11502-2' }] },
    subject: { reference: `Patient/${patient}` },
    content: [{ attachment: { contentType: 'application/pdf', title: 'Bilan.pdf', data: bytes.toString('base64') } }],
  } satisfies DocumentReference);

/** What practice software sends that is wrong. */
export const badSoftware: BadRequest[] = [
  ['malformed JSON', '400 json-malformed', (scene) => post(scene, '{"resourceType": "Condition",')],
  ['1 MB of nonsense', '400 json-malformed', (scene) => post(scene, 'é'.repeat(500_000))],
  [
    'XML',
    '415 media-type-unsupported',
    (scene) => post(scene, '<Condition/>', { 'content-type': 'application/fhir+xml' }),
  ],
  ['a day that does not exist', '422 resource-invalid', (scene) => create(scene, { onsetDateTime: '2026-13-45' })],
  ['NUL in a text', '422 resource-invalid', (scene) => create(scene, { note: [{ text: 'a\u0000b' }] })],
  [
    'a document of 6 MB',
    '413 document-too-large',
    (scene) => pdf(scene, Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(6_000_000, 'a')])),
  ],
  [
    'a text that says it is a PDF',
    '422 document-content-mismatch',
    (scene) => pdf(scene, Buffer.from('Bonjour, je suis un texte.')),
  ],
  [
    'a stale If-Match',
    '412 version-stale',
    ({ software, patient, asthma: { id } }) =>
      software.ask('PUT', `Condition/${id}`, condition(patient, { id }), { 'if-match': 'W/"1"' }),
  ],
  [
    'a token for another service',
    '401 token-invalid',
    async (scene) => withOnly(scene, { authorization: `Bearer ${await tokenFor(scene.doors, scene.rpps, elsewhere)}` }),
  ],
  ['no token', '401 token-missing', (scene) => withOnly(scene, {})],
  ['a patient’s cookie', '401 token-missing', (scene) => withOnly(scene, { cookie: scene.browser.cookie() })],
  [
    'a search for NUL',
    '400 search-unsupported',
    ({ software, patient }) => software.ask('GET', `Condition?patient=${patient}&code=%00`),
  ],
  [
    'an encoded walk to another type',
    '404 resource-not-found',
    ({ software, asthma }) => software.ask('DELETE', `Observation/..%2fCondition%2f${asthma.id}`),
  ],
];
