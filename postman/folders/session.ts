import { ask, problemIs, refusal, type Folder, type Item } from '../request.ts';

const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };

/** Who signs in: the names of the environment's variables. */
interface Credentials {
  identifier: string;
  email: string;
}

export const mailbox = (email: string): string => `{{catcherUrl}}/messages?to={{${email}}}`;

/** Identifier and password, a code by mail, and the code as it came. */
function firstSteps({ identifier, email }: Credentials): Item[] {
  return [
    ask('Step 1 of 3: identifier and password', {
      ...own,
      url: `${api}/session/password`,
      json: { identifier: `{{${identifier}}}`, password: '{{patientPassword}}' },
      status: 200,
      check: {
        'shows the address masked': `body.channels[0].shown.includes('@') && body.channels[0].shown !== pm.variables.get('${email}')`,
      },
      keep: { challenge: 'body.challenge' },
    }),
    ask('The mails so far', {
      ...own,
      url: mailbox(email),
      status: 200,
      keep: { lastMail: 'String((body[0] || {}).id)' },
    }),
    ask('Step 2 of 3: a code, please', {
      ...own,
      url: `${api}/session/code`,
      json: { challenge: '{{challenge}}', channel: 'email' },
      status: 200,
      check: { 'says until when': 'Date.parse(body.expiresAt) > 0' },
    }),
    ask('The mail with the code', {
      ...own,
      url: mailbox(email),
      until: "body[0].id !== pm.collectionVariables.get('lastMail')",
      status: 200,
      check: { 'holds six digits': '/\\b\\d{6}\\b/.test(body[0].text)' },
      keep: {
        code: '(/\\b(\\d{6})\\b/.exec(body[0].text) || [])[1]',
        wrongCode: "String((Number(pm.collectionVariables.get('code')) + 1) % 1000000).padStart(6, '0')",
      },
    }),
  ];
}

const code = (name: string, kept: string, asked: { status: number; check?: Record<string, string> }): Item =>
  ask(name, { ...own, url: `${api}/session`, json: { challenge: '{{challenge}}', code: `{{${kept}}}` }, ...asked });

const opens = { status: 201, check: { 'names the person': 'body.name.length > 0' } };

/** B1 in four requests. */
export const signIn = (who: Credentials): Item[] => [...firstSteps(who), code('Step 3 of 3: the code', 'code', opens)];

export const signOut: Item[] = [
  ask('Sign out', { ...own, method: 'DELETE', url: `${api}/session`, status: 204 }),
  ask('Signed out', { ...own, url: `${api}/session`, status: 401, check: problemIs('not-signed-in') }),
];

/** A → B1 as the portal does it; the session is a cookie. */
export const session: Folder = {
  name: 'session',
  description: 'B1: identifier and password, a code by mail, a session. The code is read where the mails are caught.',
  item: [
    ask('Who is signed in: nobody', { ...own, url: `${api}/session`, status: 401, check: problemIs('not-signed-in') }),
    ask('A space opens to nobody who does not have its code', {
      ...own,
      url: `${api}/spaces/identification`,
      json: { code: 'ABCDEFGHJKLM', card: 'with-photo', nir: '{{ins}}', serial: '10234567899' },
      status: 422,
      check: problemIs('identification-failed'),
    }),
    ask('A wrong password', {
      ...own,
      url: `${api}/session/password`,
      json: { identifier: '{{patientIdentifier}}', password: 'Not-the-one-1' },
      status: 401,
      check: problemIs('credentials-wrong'),
    }),
    ask('From another site', {
      ...own,
      url: `${api}/session/password`,
      json: { identifier: '{{patientIdentifier}}', password: '{{patientPassword}}' },
      headers: { origin: 'https://elsewhere.example' },
      status: 403,
      check: problemIs('origin-refused'),
    }),
    ...firstSteps({ identifier: 'patientIdentifier', email: 'patientEmail' }),
    code('A wrong code', 'wrongCode', { status: 401, check: problemIs('code-wrong') }),
    code('A wrong code again', 'wrongCode', { status: 401, check: problemIs('code-wrong') }),
    code('Step 3 of 3: the code', 'code', opens),
    code('The code works once', 'code', { status: 401 }),
    ask('Who is signed in', {
      ...own,
      url: `${api}/session`,
      status: 200,
      check: { 'has a mail address of their own': "body.mailAddress.startsWith(body.ins + '@')" },
    }),
    ask('A patient’s cookie opens nothing for professionals', {
      as: 'nobody',
      url: '{{baseUrl}}/fhir/R4/Patient/{{patientId}}',
      status: 401,
      check: {
        ...refusal('token-missing'),
        'the cookie went along': "pm.cookies.has('passerelle') || pm.cookies.has('__Host-passerelle')",
      },
    }),
    ask('Nor does a professional’s token open the portal', {
      url: `${api}/documents`,
      headers: { cookie: 'passerelle=none' },
      status: 401,
      check: problemIs('not-signed-in'),
    }),
  ],
};
