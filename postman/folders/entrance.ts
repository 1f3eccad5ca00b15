import { ask, refusal, type Folder } from '../request.ts';

const base = '{{baseUrl}}/fhir/R4';

/** What the gateway serves, without a token. */
export const discovery: Folder = {
  name: 'discovery',
  description: 'What the gateway is and serves; no token needed.',
  item: [
    ask('It lives', { url: '{{baseUrl}}/health/live', as: 'nobody', status: 200 }),
    ask('It is ready', {
      url: '{{baseUrl}}/health/ready',
      as: 'nobody',
      status: 200,
      check: {
        'database and FHIR server answer': "body.checks.database === 'ok' && body.checks['fhir-server'] === 'ok'",
      },
    }),
    ask('Capability statement', {
      url: `${base}/metadata`,
      as: 'nobody',
      status: 200,
      check: {
        'is a server of R4': "body.resourceType === 'CapabilityStatement' && body.fhirVersion === '4.0.1'",
        'names its types': "body.rest[0].resource.some(({ type }) => type === 'Immunization')",
      },
    }),
    ask('SMART configuration', {
      url: '{{baseUrl}}/.well-known/smart-configuration',
      as: 'nobody',
      status: 200,
      check: { 'says where tokens are had': "body.token_endpoint.startsWith('http')" },
    }),
    ask('The portal’s API, described', {
      url: '{{baseUrl}}/openapi.json',
      as: 'nobody',
      status: 200,
      check: {
        'is OpenAPI 3.1': "body.openapi.startsWith('3.1')",
        'has the vaccinations': "'/api/vaccinations' in body.paths",
      },
    }),
    ask('XML is refused, clearly', {
      url: `${base}/metadata`,
      as: 'nobody',
      headers: { accept: 'application/fhir+xml' },
      status: 406,
      check: refusal('not-acceptable'),
    }),
  ],
};

/** P1: a token for a professional, as desktop software gets one (CIBA), then the patient and the authorisation to read. */
export const professional: Folder = {
  name: 'professional',
  description:
    'Signs the professional in at the identity provider (CIBA: the provider asks the person), finds the patient by INS, records the authorisation given at the consultation.',
  item: [
    ask('Where the identity provider is', {
      url: '{{issuer}}/.well-known/openid-configuration',
      as: 'nobody',
      status: 200,
      keep: { cibaEndpoint: 'body.backchannel_authentication_endpoint', tokenEndpoint: 'body.token_endpoint' },
    }),
    ask('Ask for the professional', {
      url: '{{cibaEndpoint}}',
      as: 'nobody',
      urlencoded: {
        client_id: '{{clientId}}',
        scope: 'openid scope_all',
        login_hint: '{{rpps}}',
        binding_message: 'COLLECTION',
        resource: '{{baseUrl}}/fhir/R4',
      },
      status: 200,
      keep: { authRequest: 'body.auth_req_id' },
    }),
    ask('Take the token', {
      url: '{{tokenEndpoint}}',
      as: 'nobody',
      urlencoded: {
        client_id: '{{clientId}}',
        grant_type: 'urn:openid:params:grant-type:ciba',
        auth_req_id: '{{authRequest}}',
        resource: '{{baseUrl}}/fhir/R4',
      },
      status: 200,
      check: { 'is a bearer token': "body.token_type === 'Bearer'" },
      keep: { token: 'body.access_token' },
    }),
    ask('Find the patient by INS', {
      url: `${base}/Patient?identifier=urn:oid:1.2.250.1.213.1.4.11|{{ins}}`,
      status: 200,
      check: { 'is exactly one': 'body.total === 1' },
      keep: { patientId: 'body.entry[0].resource.id' },
    }),
    ask('Record the authorisation given at the consultation', {
      url: `${base}/Consent`,
      json: {
        resourceType: 'Consent',
        status: 'active',
        scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
        category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
        patient: { reference: 'Patient/{{patientId}}' },
        dateTime: '2026-11-02T10:00:00+01:00',
        policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }] },
        provision: {
          type: 'permit',
          action: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentaction', code: 'access' }] }],
          actor: [
            {
              role: {
                coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' }],
              },
              reference: { identifier: { system: 'https://rpps.esante.gouv.fr', value: '{{rpps}}' } },
            },
          ],
        },
      },
      status: 201,
    }),
  ],
};
