import { ask, refusal, type Folder } from '../request.ts';
import { takeToken } from './token.ts';

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
    ask('Its metrics, on a port of their own', {
      url: '{{metricsUrl}}/metrics',
      as: 'nobody',
      status: 200,
      check: { 'count requests by route': "text.includes('http_request_duration_seconds_count')" },
    }),
    ask('Capability statement', {
      url: `${base}/metadata`,
      as: 'nobody',
      status: 200,
      check: {
        'is a server of R4': "body.resourceType === 'CapabilityStatement' && body.fhirVersion === '4.0.1'",
        'names its types': "body.rest[0].resource.some(({ type }) => type === 'Immunization')",
        'promises conditional creation':
          "body.rest[0].resource.find(({ type }) => type === 'Observation').conditionalCreate",
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
    ask('The same on a page', {
      url: '{{baseUrl}}/openapi',
      as: 'nobody',
      headers: { accept: 'text/html' },
      status: 200,
      check: {
        'shows the routes': "text.includes('/api/vaccinations') && text.includes('/api/messages/{id}/reply')",
        'runs no script':
          "!/<script/i.test(text) && pm.response.headers.get('content-security-policy').startsWith(\"default-src 'none'\")",
      },
    }),
    ask('The portal', {
      url: '{{baseUrl}}/',
      as: 'nobody',
      headers: { accept: 'text/html' },
      status: 200,
      check: { 'is a page': "text.startsWith('<!doctype html>')" },
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

/** P1: how professionals are known; the token that the folders after it use. */
export const professional: Folder = {
  name: 'professional',
  description:
    'Signs the professional in at the identity provider: practice software by CIBA (the provider asks the person), a browser by the authorization code. Tokens for another service and old ones are refused.',
  item: [
    ask('Where the identity provider is', {
      url: '{{issuer}}/.well-known/openid-configuration',
      as: 'nobody',
      status: 200,
      keep: { cibaEndpoint: 'body.backchannel_authentication_endpoint', tokenEndpoint: 'body.token_endpoint' },
    }),
    ...takeToken('the professional', { rpps: '{{rpps}}', keep: 'token' }),
    ...takeToken('a token of one second', { rpps: '{{rpps}}', keep: 'briefToken', client: '{{briefClientId}}' }),
    ...takeToken('a token for another service', {
      rpps: '{{rpps}}',
      keep: 'foreignToken',
      audience: '{{otherAudience}}',
    }),
    ask('A token for another service opens nothing', {
      url: `${base}/Patient/x`,
      as: '{{foreignToken}}',
      status: 401,
      check: {
        ...refusal('token-invalid'),
        'is challenged as RFC 6750 says':
          "pm.response.headers.get('www-authenticate').includes('error=\"invalid_token\"')",
      },
    }),
    ask('No token', {
      url: `${base}/Patient/x`,
      as: 'nobody',
      status: 401,
      check: {
        ...refusal('token-missing'),
        'says what is wanted': "pm.response.headers.get('www-authenticate').startsWith('Bearer')",
      },
    }),
    ask('Not a token', {
      url: `${base}/Patient/x`,
      as: 'nobody',
      headers: { authorization: 'Bearer no.token.this' },
      status: 401,
      check: refusal('token-invalid'),
    }),
    ask('A browser is sent to the identity provider', {
      url: '{{baseUrl}}/auth/professional/login',
      as: 'nobody',
      still: true,
      status: [302, 303],
      check: {
        'with PKCE': "pm.response.headers.get('location').includes('code_challenge_method=S256')",
        there: "pm.response.headers.get('location').startsWith(pm.variables.get('issuer'))",
      },
    }),
    ask('A token that has ended', {
      url: `${base}/Patient/x`,
      as: '{{briefToken}}',
      description: 'Waits until the second and the clock tolerance of five are over.',
      before: [
        "setTimeout(() => {}, Math.max(0, Number(pm.collectionVariables.get('briefTokenEndsAt')) + 6000 - Date.now()));",
      ],
      status: 401,
      check: refusal('token-expired'),
    }),
  ],
};
