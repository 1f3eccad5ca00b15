import { ask, refusal, type Folder } from '../request.ts';
import { takeToken } from './token.ts';

const base = '{{baseUrl}}/fhir/R4';
const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };
const physio = { as: '{{physioToken}}' as const };
const samu = { as: '{{regulatorToken}}' as const };

const switches = (name: string, samuMay: boolean) => [
  ask(name, {
    ...own,
    method: 'PUT',
    url: `${api}/access/emergency`,
    json: { samu: samuMay, others: true, hidden: false },
    status: 204,
  }),
  ask(`${name}: it is kept`, {
    ...own,
    url: `${api}/access`,
    status: 200,
    check: { 'as it was set': `body.emergency.samu === ${samuMay} && body.emergency.others && !body.emergency.hidden` },
  }),
];

/** F3, F6: professions by the matrix, and the SAMU's regulation by the patient's switch. */
export const professions: Folder = {
  name: 'professions',
  description: 'A physiotherapist may do what the matrix says; the SAMU reads while the patient allows it.',
  item: [
    ...takeToken('the physiotherapist', { rpps: '{{physioRpps}}', keep: 'physioToken' }),
    ask('Who may not read yet', {
      ...physio,
      url: `${base}/Observation?patient={{patientId}}`,
      status: 403,
      check: {
        ...refusal('access-refused'),
        'for want of an authorisation': "body.issue[0].details.coding[1].code === 'no-authorisation'",
      },
    }),
    ask('The patient looks for the physiotherapist', {
      ...own,
      url: `${api}/access/professionals?search={{physioRpps}}`,
      status: 200,
      check: { 'who is known since': "body.professionals.some(({ rpps }) => rpps === pm.variables.get('physioRpps'))" },
    }),
    ask('The patient authorises the physiotherapist', {
      ...own,
      method: 'PUT',
      url: `${api}/access/professionals/{{physioRpps}}`,
      json: { status: 'authorised' },
      status: 204,
    }),
    ask('Who reads measures', { ...physio, url: `${base}/Observation?patient={{patientId}}`, status: 200 }),
    ask('And no vaccinations', {
      ...physio,
      url: `${base}/Immunization?patient={{patientId}}`,
      status: 403,
      check: {
        ...refusal('access-refused'),
        'by the matrix': "body.issue[0].details.coding[1].code === 'matrix-closed'",
      },
    }),
    ask('Nor records any', {
      ...physio,
      url: `${base}/Immunization`,
      json: {
        resourceType: 'Immunization',
        status: 'completed',
        vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J07BB02' }], text: 'Grippe' },
        occurrenceDateTime: '2025-10-14',
        patient: { reference: 'Patient/{{patientId}}' },
      },
      status: 403,
      check: refusal('access-refused'),
    }),
    ask('The authorisation is withdrawn', {
      ...own,
      method: 'DELETE',
      url: `${api}/access/professionals/{{physioRpps}}`,
      status: 204,
    }),
    ask('And the physiotherapist reads nothing', {
      ...physio,
      url: `${base}/Observation?patient={{patientId}}`,
      status: 403,
      check: refusal('access-refused'),
    }),
    ...takeToken('a doctor of the SAMU’s regulation', { rpps: '{{regulatorRpps}}', keep: 'regulatorToken' }),
    ...switches('The SAMU may read', true),
    ask('The SAMU reads', { ...samu, url: `${base}/AllergyIntolerance?patient={{patientId}}`, status: 200 }),
    ...switches('The SAMU may not', false),
    ask('The SAMU does not', {
      ...samu,
      url: `${base}/AllergyIntolerance?patient={{patientId}}`,
      status: 403,
      check: refusal('access-refused'),
    }),
    ...switches('The SAMU may again', true),
  ],
};
