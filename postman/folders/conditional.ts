import { ask, refusal, type Folder } from '../request.ts';

const url = '{{baseUrl}}/fhir/R4/Observation';
const criteria = 'identifier=urn:example:collection|{{once}}';
const temperature = (value: number, more: object = {}): object => ({
  resourceType: 'Observation',
  ...more,
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '8310-5' }] },
  effectiveDateTime: '2026-03-03',
  valueQuantity: { value, unit: 'Cel', system: 'http://unitsofmeasure.org', code: 'Cel' },
  subject: { reference: 'Patient/{{patientId}}' },
  identifier: [{ system: 'urn:example:collection', value: '{{once}}' }],
});
const same = "body.id === pm.collectionVariables.get('onceId')";

/** P1, X11: writing that can be repeated safely. */
export const conditional: Folder = {
  name: 'conditional',
  description: 'If-None-Exist, If-Match, conditional update and delete, Prefer.',
  item: [
    ask('Create unless it is there', {
      url,
      before: ["pm.collectionVariables.set('once', pm.variables.replaceIn('{{$guid}}'));"],
      json: temperature(37.1),
      headers: { 'if-none-exist': criteria },
      status: 201,
      keep: { onceId: 'body.id', onceVersion: 'body.meta.versionId' },
    }),
    ask('The same again', {
      url,
      json: temperature(37.1),
      headers: { 'if-none-exist': criteria },
      status: 200,
      check: { 'is the one that is there': same },
    }),
    ask('Criteria that would match anything', {
      url,
      json: temperature(37.1),
      headers: { 'if-none-exist': 'patient={{patientId}}' },
      status: 400,
      check: refusal('request-invalid'),
    }),
    ask('Update by criteria', {
      method: 'PUT',
      url: `${url}?patient={{patientId}}&${criteria}`,
      json: temperature(37.4),
      status: 200,
      check: {
        'is the one that is there': same,
        'in a new version': "body.meta.versionId !== pm.collectionVariables.get('onceVersion')",
      },
    }),
    ask('Update of the version before', {
      method: 'PUT',
      url: `${url}/{{onceId}}`,
      json: temperature(39, { id: '{{onceId}}' }),
      headers: { 'if-match': 'W/"{{onceVersion}}"' },
      status: 412,
      check: refusal('version-stale'),
    }),
    ask('And nothing is changed by it', {
      url: `${url}/{{onceId}}`,
      status: 200,
      check: { 'holds the value of before': 'body.valueQuantity.value === 37.4' },
    }),
    ask('An If-Match that is none', {
      method: 'PUT',
      url: `${url}/{{onceId}}`,
      json: temperature(39, { id: '{{onceId}}' }),
      headers: { 'if-match': 'yesterday' },
      status: 400,
      check: refusal('request-invalid'),
    }),
    ask('An id of one’s own making', {
      method: 'PUT',
      url: `${url}/my-own-id`,
      json: temperature(39, { id: 'my-own-id' }),
      status: 404,
      check: refusal('resource-not-found'),
    }),
    ask('A second one of the kind, answered briefly', {
      url,
      json: temperature(37.2),
      headers: { prefer: 'return=minimal' },
      status: 201,
      check: { 'without body': "text === ''", 'with its place': "pm.response.headers.has('location')" },
    }),
    ask('Create unless it is there, twice there', {
      url,
      json: temperature(37.1),
      headers: { 'if-none-exist': criteria },
      status: 412,
      check: refusal('match-ambiguous'),
    }),
    ask('Delete by criteria, twice there', {
      method: 'DELETE',
      url: `${url}?patient={{patientId}}&${criteria}`,
      status: 412,
      check: refusal('match-ambiguous'),
    }),
    ask('Delete the one', {
      method: 'DELETE',
      url: `${url}/{{onceId}}`,
      status: 204,
    }),
    ask('Delete the other by criteria', {
      method: 'DELETE',
      url: `${url}?patient={{patientId}}&${criteria}`,
      status: 204,
    }),
    ask('None is left', {
      url: `${url}?patient={{patientId}}&${criteria}`,
      status: 200,
      check: { 'not one': 'body.total === 0' },
    }),
  ],
};
