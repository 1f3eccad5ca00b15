import { ask, problemIs, type Folder, type Item } from '../request.ts';

const spaces = '{{baseUrl}}/api/spaces';
const own = { as: 'patient' as const };
const mailbox = '{{catcherUrl}}/messages?to={{newcomerEmail}}';
const card = { nir: '{{newcomerIns}}', serial: '{{newcomerSerial}}' };

/** What an answer must be whether or not the NIR exists: a request to go on with, and places of which a letter is always one. */
const contactsShown = {
  'shows masked places, a letter among them':
    "body.request.length > 50 && body.channels.some((one) => one.channel === 'post') && body.channels.every((one) => one.shown === '' || one.shown.includes('•'))",
  'says nothing else': "Object.keys(body).sort().join() === 'channels,request'",
};

/** A1: has a code mailed, and reads it where the mails are caught. */
const newCode = (name: string): Item[] => [
  ask(`${name}: the mails so far`, {
    ...own,
    url: mailbox,
    status: 200,
    keep: { lastMail: 'String((body[0] || {}).id)' },
  }),
  ask(`${name}: where can it go?`, {
    ...own,
    url: `${spaces}/code-contacts`,
    json: card,
    status: 200,
    check: contactsShown,
    keep: { codeRequest: 'body.request' },
  }),
  ask(`${name}: by e-mail, please`, {
    ...own,
    url: `${spaces}/codes`,
    json: { request: '{{codeRequest}}', channel: 'email' },
    status: 202,
    check: { 'does not say whether it was sent': 'text === "{}"' },
  }),
  ask(`${name}: the mail`, {
    ...own,
    url: mailbox,
    until: "body[0] && String(body[0].id) !== pm.collectionVariables.get('lastMail')",
    status: 200,
    check: { 'holds 12 letters and digits': '/\\b[A-Z0-9]{12}\\b/.test(body[0].text)' },
    keep: { provisionalCode: '(/\\b([A-Z0-9]{12})\\b/.exec(body[0].text) || [])[1]' },
  }),
];

const identify = (name: string, state: string): Item =>
  ask(name, {
    ...own,
    url: `${spaces}/identification`,
    json: { ...card, code: '{{provisionalCode}}', card: '{{newcomerCard}}' },
    status: 200,
    check: { 'names the person': 'body.firstName.length > 0', 'says what stands': `body.state === '${state}'` },
    keep: { opening: 'body.opening' },
  });

const certificates: Item[] = [
  ask('A3: the certificate as a PDF', {
    ...own,
    url: '{{baseUrl}}/api/certificates/pdf',
    json: { certificate: '{{certificate}}' },
    status: 200,
    check: { 'is a PDF': "text.startsWith('%PDF-1.7')" },
  }),
  ask('Anybody checks it by its code: names and numbers are masked', {
    ...own,
    url: '{{baseUrl}}/api/certificates/check',
    json: { code: '{{certificateCode}}' },
    status: 200,
    check: { 'is in force': 'body.inForce === true', 'is masked': "body.nameShown.includes('•••')" },
  }),
  ask('A code that no certificate has', {
    ...own,
    url: '{{baseUrl}}/api/certificates/check',
    json: { code: 'ABCDEFGHJKMNPQRS' },
    status: 404,
    check: problemIs('certificate-unknown'),
  }),
];

const refusing: Item[] = [
  ...newCode('A1, a first code'),
  identify('A2: who holds the code, the card and its numbers', 'none'),
  ask('The code is in hand: from another browser it is taken', {
    ...own,
    url: `${spaces}/identification`,
    before: ["pm.cookies.jar().clear(pm.variables.get('baseUrl'), () => {});"],
    json: { ...card, code: '{{provisionalCode}}', card: '{{newcomerCard}}' },
    status: 409,
    check: problemIs('code-taken'),
  }),
  ask('A3: to refuse takes a confirmation', {
    ...own,
    url: `${spaces}/opposition`,
    json: { opening: '{{opening}}', confirms: false },
    status: 400,
    check: problemIs('request-invalid'),
  }),
  ask('A3: the person refuses', {
    ...own,
    url: `${spaces}/opposition`,
    json: { opening: '{{opening}}', confirms: true },
    status: 201,
    check: { 'gives a verification code': '/^[A-Z2-9]{16}$/.test(body.code)' },
    keep: { certificate: 'body.certificate', certificateCode: 'body.code' },
  }),
  ask('Asked again, because the answer was lost: another certificate of the same refusal', {
    ...own,
    url: `${spaces}/opposition`,
    json: { opening: '{{opening}}', confirms: true },
    status: 201,
  }),
  ask('The choice is made once', {
    ...own,
    url: spaces,
    json: {
      acceptsTerms: true,
      identifier: '{{newcomerIdentifier}}',
      password: '{{patientPassword}}',
      opening: '{{opening}}',
    },
    status: 422,
    check: problemIs('opening-expired'),
  }),
  ask('The code has served', {
    ...own,
    url: `${spaces}/identification`,
    json: { ...card, code: '{{provisionalCode}}', card: '{{newcomerCard}}' },
    status: 422,
    check: problemIs('identification-failed'),
  }),
];

const activation = { acceptsTerms: true, identifier: '{{newcomerIdentifier}}', password: '{{patientPassword}}' };

const coming: Item[] = [
  ...newCode('A1, back with a new code'),
  identify('A2: the person is back', 'opposed'),
  ask('A4: no account without an address that was proved', {
    ...own,
    url: spaces,
    json: { ...activation, opening: '{{opening}}' },
    status: 422,
    check: problemIs('contact-unverified'),
  }),
  ask('A4: the mails so far', { ...own, url: mailbox, status: 200, keep: { lastMail: 'String((body[0] || {}).id)' } }),
  ask('A4: a code to the address that the insurer knows', {
    ...own,
    url: `${spaces}/contacts`,
    json: { opening: '{{opening}}', kind: 'email' },
    status: 200,
    check: { 'shows it masked': "body.sentTo.includes('•••@')" },
  }),
  ask('A4: the mail', {
    ...own,
    url: mailbox,
    until: "body[0] && String(body[0].id) !== pm.collectionVariables.get('lastMail')",
    status: 200,
    keep: {
      proof: '(/\\b(\\d{6})\\b/.exec(body[0].text) || [])[1]',
      wrongProof: "String((Number(pm.collectionVariables.get('proof')) + 1) % 1000000).padStart(6, '0')",
    },
  }),
  ask('A4: a wrong code', {
    ...own,
    url: `${spaces}/contacts/verification`,
    json: { opening: '{{opening}}', kind: 'email', code: '{{wrongProof}}' },
    status: 422,
    check: problemIs('contact-code-wrong'),
  }),
  ask('A4: the code', {
    ...own,
    url: `${spaces}/contacts/verification`,
    json: { opening: '{{opening}}', kind: 'email', code: '{{proof}}' },
    status: 200,
    check: { 'the address counts': "body.verified.email.includes('•••@')" },
  }),
  ask('A4: what is no address', {
    ...own,
    url: `${spaces}/contacts`,
    json: { opening: '{{opening}}', kind: 'email', address: 'nobody' },
    status: 422,
    check: { ...problemIs('contact-invalid'), 'names the field': "body.fields[0].field === 'address'" },
  }),
  ask('A5: an identifier that is an address', {
    ...own,
    url: spaces,
    json: { ...activation, opening: '{{opening}}', identifier: 'me@maison.example' },
    status: 422,
    check: problemIs('identifier-invalid'),
  }),
  ask('A5: a password that others guess', {
    ...own,
    url: spaces,
    json: { ...activation, opening: '{{opening}}', password: 'Password1!' },
    status: 422,
    check: { ...problemIs('password-guessable'), 'says why': "body.en.includes(':')" },
  }),
  ask('A5: the identifier of somebody else', {
    ...own,
    url: spaces,
    json: { ...activation, opening: '{{opening}}', identifier: '{{patientIdentifier}}' },
    status: 422,
    check: problemIs('identifier-unavailable'),
  }),
  ask('A3, A5: the space opens', {
    ...own,
    url: spaces,
    json: { ...activation, opening: '{{opening}}' },
    status: 201,
    check: { 'counts the children to open next': 'Number.isInteger(body.minors)' },
  }),
  ask('Asked again, because the answer was lost: the same answer', {
    ...own,
    url: spaces,
    json: { ...activation, opening: '{{opening}}' },
    status: 201,
  }),
  ask('The certificate is no longer in force', {
    ...own,
    url: '{{baseUrl}}/api/certificates/check',
    json: { code: '{{certificateCode}}' },
    status: 200,
    check: { 'says so': 'body.inForce === false' },
  }),
];

/** A → the newcomer of the environment refuses, checks, comes back and opens. */
export const opening: Folder = {
  name: 'opening',
  description:
    'A1 to A6: a new code, identification, refusal with its certificate, return, verified address, activation. Codes are read where the mails are caught. Runs once on an installation: the newcomer has a space then.',
  item: [
    ask('A1: a NIR that nobody has gets an answer of the same kind', {
      ...own,
      url: `${spaces}/code-contacts`,
      json: { nir: '{{unknownIns}}', serial: '12345678901' },
      status: 200,
      check: contactsShown,
      keep: { codeRequest: 'body.request' },
    }),
    ask('A1: and a request for a code is taken like any other', {
      ...own,
      url: `${spaces}/codes`,
      json: { request: '{{codeRequest}}', channel: 'post' },
      status: 202,
      check: { 'does not say whether it was sent': 'text === "{}"' },
    }),
    ask('A1: a request that was never given', {
      ...own,
      url: `${spaces}/codes`,
      json: { request: 'x', channel: 'post' },
      status: 422,
      check: problemIs('opening-expired'),
    }),
    ...refusing,
    ...certificates,
    ...coming,
  ],
};
