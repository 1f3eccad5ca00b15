import { ask, problemIs, type Folder } from '../request.ts';

const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };
const put = { ...own, method: 'PUT' };

/** F5 as the portal does it; what would change the demo account for good is refused here. */
export const settings: Folder = {
  name: 'F settings',
  description:
    'F5: identity, ways in, contacts, notices, activity, a copy of everything, closing. Protected acts need a fresh proof.',
  item: [
    ask('Prove to be the owner', {
      ...{ ...own, url: `${api}/session/proof`, json: { password: '{{patientPassword}}' }, status: 204 },
    }),
    ask('F5: own settings', {
      ...{ ...own, url: `${api}/settings`, status: 200 },
      check: { 'shows contacts masked': "body.emailShown.includes('•••@')" },
    }),
    ask('F5: the language of messages', {
      ...put,
      url: `${api}/settings/language`,
      json: { language: 'fr' },
      status: 204,
    }),
    ask('F5: a notice off', {
      ...{ ...put, url: `${api}/settings/notifications`, json: { kind: 'new-message', on: false }, status: 204 },
    }),
    ask('F5: and on', {
      ...{ ...put, url: `${api}/settings/notifications`, json: { kind: 'new-message', on: true }, status: 204 },
    }),
    ask('F5: an identifier that is none', {
      ...{ ...put, url: `${api}/settings/identifier`, json: { identifier: 'UPPER CASE' }, status: 422 },
      check: problemIs('identifier-invalid'),
    }),
    ask('F5: a reserved identifier', {
      ...{ ...put, url: `${api}/settings/identifier`, json: { identifier: 'administrator' }, status: 422 },
      check: problemIs('identifier-unavailable'),
    }),
    ask('F5: another password, by who does not know the one before', {
      ...{ ...put, url: `${api}/settings/password`, json: { current: 'Not-the-one-1', password: 'Not-the-one-2' } },
      ...{ status: 422, check: problemIs('current-password-wrong') },
    }),
    ask('F5: an address that is none', {
      ...{ ...own, url: `${api}/settings/contacts`, json: { kind: 'email', address: 'nobody' }, status: 422 },
      check: problemIs('contact-invalid'),
    }),
    ask('F5: a code that was not sent', {
      ...{ ...put, url: `${api}/settings/contacts/email`, json: { code: '000000' }, status: 422 },
      check: problemIs('contact-code-wrong'),
    }),
    ask('F5: what one did', {
      ...{ ...own, url: `${api}/settings/activity`, status: 200 },
      check: { 'has lines': 'body.total > 0 && body.lines.length > 0' },
    }),
    ask('F5: ask for a copy of everything', {
      ...{ ...own, method: 'POST', url: `${api}/exports`, status: 202 },
      keep: { exportId: 'body.id' },
    }),
    ask('F5: until it is ready', {
      ...{ ...own, url: `${api}/exports/{{exportId}}`, status: 200, until: "body.state === 'ready'" },
      check: { 'says its digest': '/^[0-9a-f]{64}$/.test(body.digest)' },
    }),
    ask('F5: the copy', {
      ...{ ...own, url: `${api}/exports/{{exportId}}/file`, status: 200 },
      check: { 'is a zip': "pm.response.headers.get('content-type') === 'application/zip'" },
    }),
    ask('F5: delete it', { ...own, method: 'DELETE', url: `${api}/exports/{{exportId}}`, status: 204 }),
    ask('F5: it is gone', {
      ...{ ...own, url: `${api}/exports/{{exportId}}/file`, status: 404, check: problemIs('resource-not-found') },
    }),
    ask('F5: close the space, with another identifier than one’s own', {
      ...{ ...own, url: `${api}/space/closing`, json: { identifier: 'nobody.postman' }, status: 422 },
      check: problemIs('closing-unconfirmed'),
    }),
  ],
};
