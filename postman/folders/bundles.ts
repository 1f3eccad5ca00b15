import { ask, refusal, type Folder } from '../request.ts';

const base = '{{baseUrl}}/fhir/R4';
const subject = { reference: 'Patient/{{patientId}}' };
const weight = (value: number, day: string): object => ({
  resourceType: 'Observation',
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  effectiveDateTime: day,
  valueQuantity: { value, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  subject,
});
const post = (resource: object, url = 'Observation'): object => ({ resource, request: { method: 'POST', url } });

/** P1: several things at once: each for itself, or all or none. */
export const bundles: Folder = {
  name: 'bundles',
  description: 'Batch and transaction.',
  item: [
    ask('A batch: each entry for itself', {
      url: base,
      json: {
        resourceType: 'Bundle',
        type: 'batch',
        entry: [
          post(weight(70.1, '2026-05-01')),
          { request: { method: 'GET', url: 'Observation?patient={{patientId}}&_count=1' } },
          { request: { method: 'GET', url: 'Observation/not-there' } },
        ],
      },
      status: 200,
      check: {
        'says each its own status':
          "body.entry.map(({ response }) => response.status.slice(0, 3)).join() === '201,200,404'",
      },
    }),
    ask('A transaction: both', {
      url: base,
      json: {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [post(weight(70.2, '2019-06-01')), post(weight(70.3, '2019-06-02'))],
      },
      status: 200,
      check: { 'both are made': "body.entry.every(({ response }) => response.status.startsWith('201'))" },
    }),
    ask('A transaction that names two patients: none', {
      url: base,
      json: {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          post(weight(70.2, '2019-06-03')),
          post({ ...weight(70.3, '2019-06-04'), subject: { reference: 'Patient/somebody-else' } }),
        ],
      },
      status: [403, 422],
    }),
    ask('A transaction with one wrong entry: none', {
      url: base,
      json: {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [post(weight(99.9, '2019-07-01')), post({ ...weight(1, '2019-07-02'), status: 'no-such-status' })],
      },
      status: [400, 422],
      check: refusal('resource-invalid'),
    }),
    ask('And nothing of it is there', {
      url: `${base}/Observation?patient={{patientId}}&date=ge2019-06-03&date=le2019-07-02`,
      status: 200,
      check: { 'none is found': 'body.total === 0' },
    }),
  ],
};

/** Each wrong request gets its documented error and changes nothing. */
export const refusals: Folder = {
  name: 'refusals',
  description: 'What the gateway refuses, and how it says so (docs/errors.md).',
  item: [
    ask('Malformed JSON', {
      url: `${base}/Observation`,
      raw: '{"resourceType": "Observation",',
      status: 400,
      check: refusal('json-malformed'),
    }),
    ask('XML', {
      url: `${base}/Observation`,
      raw: '<Observation xmlns="http://hl7.org/fhir"/>',
      headers: { 'content-type': 'application/fhir+xml' },
      status: 415,
      check: refusal('media-type-unsupported'),
    }),
    ask('A resource that FHIR refuses', {
      url: `${base}/Observation`,
      json: { ...weight(70, '2018-01-01'), status: 'no-such-status' },
      status: [400, 422],
      check: refusal('resource-invalid'),
    }),
    ask('And nothing of it is there', {
      url: `${base}/Observation?patient={{patientId}}&date=2018-01-01`,
      status: 200,
      check: { 'none is found': 'body.total === 0' },
    }),
    ask('A resource without patient', {
      url: `${base}/Observation`,
      json: { ...weight(70, '2018-01-01'), subject: undefined },
      status: 422,
      check: refusal('patient-required'),
    }),
    ask('A resource of a patient who is not here', {
      url: `${base}/Observation`,
      json: { ...weight(70, '2018-01-01'), subject: { reference: 'Patient/not-there' } },
      status: 403,
      check: refusal('access-refused'),
    }),
    ask('A reference to what is not there', {
      url: `${base}/Observation`,
      json: { ...weight(70, '2018-01-01'), hasMember: [{ reference: 'Observation/not-there' }] },
      status: 422,
      check: refusal('reference-unknown'),
    }),
    ask('A search that names no patient', {
      url: `${base}/Observation?code=29463-7`,
      status: 400,
      check: refusal('search-patient-required'),
    }),
    ask('A search parameter that is not served', {
      url: `${base}/Observation?patient={{patientId}}&_has:Observation:patient:code=1`,
      status: 400,
      check: refusal('search-unsupported'),
    }),
    ask('Dates as alternatives', {
      url: `${base}/Observation?patient={{patientId}}&date=2018-01-01,2026-02-01`,
      status: 400,
      check: refusal('search-unsupported'),
    }),
    ask('A type that is not served', { url: `${base}/Account/1`, status: 404, check: refusal('resource-type-closed') }),
    ask('An id that walks', { url: `${base}/Observation/..%2FPatient%2F{{patientId}}`, status: [400, 404] }),
    ask('An operation of the FHIR server', { method: 'POST', url: `${base}/$expunge`, status: [404, 405] }),
  ],
};
