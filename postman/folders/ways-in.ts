import { ask, problemIs, type Folder, type Item } from '../request.ts';
import { mailbox } from './session.ts';

const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };
/** A made-up ticket and answer of a passkey: rightly written, and of nobody. */
const noTicket = `00000000-0000-4000-8000-000000000000.${'A'.repeat(43)}`;
const noAnswer = {
  ...{ id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} },
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
};
const noKey = { ...noAnswer, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } };
const saysNothing = { 'does not say whether it was sent': 'text === "{}"' };

const reset = (name: string, password: string, asked: { status: number; check?: Record<string, string> }): Item =>
  ask(name, {
    ...{ ...own, method: 'PUT', url: `${api}/recovery/password` },
    json: { ticket: '{{recoveryTicket}}', password },
    ...asked,
  });

const recovery: Item[] = [
  ask('B3: the identifier of nobody', {
    ...{ ...own, url: `${api}/recovery/identifier`, status: 202, check: saysNothing },
    json: { email: 'nobody@courriel.example', birthDate: '1900-01-01' },
  }),
  ask('B4: a link for nobody', {
    ...{ ...own, url: `${api}/recovery/password`, status: 202, check: saysNothing },
    json: { identifier: 'nobody.postman' },
  }),
  ask('B4: the mails so far', {
    ...{ ...own, url: mailbox('otherPatientEmail'), status: 200 },
    keep: { lastMail: 'String((body[0] || {}).id)' },
  }),
  ask('B4: a link for somebody: the same answer', {
    ...{ ...own, url: `${api}/recovery/password`, status: 202, check: saysNothing },
    json: { identifier: '{{otherPatientIdentifier}}' },
  }),
  ask('B4: the mail with the link', {
    ...{ ...own, url: mailbox('otherPatientEmail'), status: 200 },
    until: "body[0].id !== pm.collectionVariables.get('lastMail') && body[0].text.includes('/recover#')",
    check: { 'the secret stands after the #': '/\\/recover#[0-9a-f-]{36}\\.[\\w-]{43}/.test(body[0].text)' },
    keep: { recoveryTicket: '(/\\/recover#([\\w.-]+)/.exec(body[0].text) || [])[1]' },
  }),
  ask('B4: what the link needs besides', {
    ...{ ...own, url: `${api}/recovery/password/way`, status: 200, json: { ticket: '{{recoveryTicket}}' } },
    check: { 'no code without a verified mobile': 'body.needsCode === false' },
  }),
  reset('A5: a password that others guess', 'Soleil123!', { status: 422, check: problemIs('password-guessable') }),
  reset('A5: a password that misses a criterion', 'soleil', { status: 422, check: problemIs('password-weak') }),
  reset('B4: the new password', '{{patientPassword}}', { status: 204 }),
  reset('B4: the link serves once', '{{patientPassword}}', { status: 422, check: problemIs('recovery-expired') }),
];

const sessions: Item[] = [
  ask('B5: own sessions', {
    ...{ ...own, url: `${api}/sessions`, status: 200 },
    check: { 'one of them asks': 'body.sessions.filter(({ own }) => own).length === 1' },
  }),
  ask('B5: a session of nobody', {
    ...{ ...own, method: 'DELETE', url: `${api}/sessions/none`, status: 404, check: problemIs('resource-not-found') },
  }),
  ask('B5: end all others', { ...own, method: 'DELETE', url: `${api}/sessions?keep=own`, status: 204 }),
  ask('Prove to be the owner: not with a wrong password', {
    ...{ ...own, url: `${api}/session/proof`, json: { password: 'Not-the-one-1' }, status: 401 },
    check: problemIs('credentials-wrong'),
  }),
  ask('Prove to be the owner', {
    ...{ ...own, url: `${api}/session/proof`, json: { password: '{{patientPassword}}' }, status: 204 },
  }),
];

const passkeys: Item[] = [
  ask('B6: a challenge for any passkey', {
    ...{ ...own, method: 'POST', url: `${api}/passkey-challenges`, status: 201 },
    check: {
      'names no key': 'body.options.allowCredentials === undefined',
      'wants the owner verified': "body.options.userVerification === 'required'",
    },
    keep: { passkeyChallenge: 'body.challenge' },
  }),
  ask('B6: an answer of no passkey', {
    ...{ ...own, url: `${api}/session/passkey`, status: 401, check: problemIs('passkey-refused') },
    json: { challenge: '{{passkeyChallenge}}', response: noAnswer },
  }),
  ask('B6: own passkeys', {
    ...{ ...own, url: `${api}/passkeys`, status: 200, check: { 'is a list': 'Array.isArray(body.passkeys)' } },
  }),
  ask('B6: what a browser needs to make one', {
    ...{ ...own, method: 'POST', url: `${api}/passkeys/options`, status: 200 },
    check: { 'tells the device nothing of the person but the identifier': 'body.options.user.id.length === 43' },
  }),
  ask('B6: something that is no passkey', {
    ...{ ...own, url: `${api}/passkeys`, status: 422, check: problemIs('passkey-unsupported') },
    json: { challenge: noTicket, name: 'Postman', response: noKey },
  }),
];

const lock: Item = ask('B2: who tries on and on waits, whether there is such an account or not', {
  ...{ ...own, url: `${api}/session/password`, status: 429, until: 'pm.response.code === 429' },
  json: { identifier: 'nobody.postman', password: 'Not-the-one-1' },
  check: {
    ...problemIs('attempts-exceeded'),
    'says how long': "Number(pm.response.headers.get('retry-after')) > 0",
  },
});

/** B2 to B6 as the portal does it. */
export const waysIn: Folder = {
  name: 'B signing in',
  description: 'B2 to B6: the ways back in, sessions, proofs, passkeys, waits. Signing in itself is the folder before.',
  item: [...recovery, ...sessions, ...passkeys, lock],
};
