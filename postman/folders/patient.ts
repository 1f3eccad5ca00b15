import { ask, refusal, type Folder } from '../request.ts';

const patient = '{{baseUrl}}/fhir/R4/Patient';
const byIns = `${patient}?identifier=urn:oid:1.2.250.1.213.1.4.11|`;

/** 0.1, P1: the patient by INS. */
export const patientIdentity: Folder = {
  name: 'patient',
  description: 'Finds the patient by a whole INS. Nobody is found by less; who is not here is not found.',
  item: [
    ask('Find the patient by INS', {
      url: `${byIns}{{ins}}`,
      status: 200,
      check: { 'is exactly one': 'body.total === 1 && body.entry.length === 1' },
      keep: { patientId: 'body.entry[0].resource.id' },
    }),
    ask('The same by POST, the INS out of the address', {
      url: `${patient}/_search`,
      urlencoded: { identifier: 'urn:oid:1.2.250.1.213.1.4.11|{{ins}}' },
      status: 200,
      check: { 'is the same': "body.entry[0].resource.id === pm.collectionVariables.get('patientId')" },
    }),
    ask('An INS of nobody here', {
      url: `${byIns}{{unknownIns}}`,
      status: 200,
      check: { 'finds nobody': 'body.total === 0 && !body.entry' },
    }),
    ask('A part of an INS', { url: `${byIns}279`, status: 400, check: refusal('search-patient-required') }),
    ask('By name alone', { url: `${patient}?family=Moreau`, status: 400, check: refusal('search-patient-required') }),
  ],
};

export const identity: Folder = {
  name: 'identity',
  description: 'The patient’s traits, once reading is authorised.',
  item: [
    ask('Read the patient', {
      url: `${patient}/{{patientId}}`,
      status: 200,
      check: {
        'has the INS': "body.identifier.some(({ value }) => value === pm.variables.get('ins'))",
        'has traits': 'Boolean(body.birthDate && body.gender && body.name[0].family)',
      },
      keep: { patientVersion: 'body.meta.versionId' },
    }),
    ask('Not again when nothing changed', {
      url: `${patient}/{{patientId}}`,
      headers: { 'if-none-match': 'W/"{{patientVersion}}"' },
      status: 304,
    }),
    ask('The version', {
      url: `${patient}/{{patientId}}/_history/{{patientVersion}}`,
      status: 200,
      check: { 'is that one': "body.meta.versionId === pm.collectionVariables.get('patientVersion')" },
    }),
    ask('The register’s traits are not for software to change', {
      method: 'PUT',
      url: `${patient}/{{patientId}}`,
      json: { resourceType: 'Patient', id: '{{patientId}}', gender: 'other' },
      status: [403, 405],
    }),
    ask('An id of nobody', { url: `${patient}/not-there`, status: 404, check: refusal('resource-not-found') }),
    ask('The directory of professionals', {
      url: '{{baseUrl}}/fhir/R4/Practitioner?identifier=https://rpps.esante.gouv.fr|{{rpps}}',
      status: 200,
      check: { 'is a list': "body.resourceType === 'Bundle' && body.type === 'searchset'" },
    }),
  ],
};
