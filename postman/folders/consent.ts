import { ask, refusal, type Folder } from '../request.ts';

const url = '{{baseUrl}}/fhir/R4/Consent';

/** P3: an authorisation given at a consultation, to the professional of that RPPS number. */
const consent = (rpps: string, type = 'permit'): object => ({
  resourceType: 'Consent',
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
  category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
  patient: { reference: 'Patient/{{patientId}}' },
  dateTime: '2026-11-02T10:00:00+01:00',
  policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }] },
  provision: {
    type,
    action: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentaction', code: 'access' }] }],
    actor: [
      {
        role: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' }] },
        reference: { identifier: { system: 'https://rpps.esante.gouv.fr', value: rpps } },
      },
    ],
  },
});

export const consents: Folder = {
  name: 'consent',
  description:
    'P3: record the authorisation to read that the patient gave at a consultation. Run it before what reads.',
  item: [
    ask('Record the authorisation', {
      url,
      json: consent('{{rpps}}'),
      status: 201,
      keep: { consentId: 'body.id' },
    }),
    ask('Read it', {
      url: `${url}/{{consentId}}`,
      status: 200,
      check: { 'is in force': "body.status === 'active'" },
    }),
    ask('Find it', {
      url: `${url}?patient={{patientId}}&status=active`,
      status: 200,
      check: {
        'is in the list': "body.entry.some(({ resource }) => resource.id === pm.collectionVariables.get('consentId'))",
      },
    }),
    ask('One that speaks for somebody else is refused', {
      url,
      json: consent('{{regulatorRpps}}'),
      status: 422,
      check: refusal('resource-invalid'),
    }),
    ask('A block is the patient’s to make', {
      url,
      json: consent('{{rpps}}', 'deny'),
      status: 422,
      check: refusal('resource-invalid'),
    }),
    ask('It is never rewritten', {
      method: 'PUT',
      url: `${url}/{{consentId}}`,
      json: { ...consent('{{rpps}}'), id: '{{consentId}}' },
      status: 405,
      check: refusal('method-not-allowed'),
    }),
  ],
};
