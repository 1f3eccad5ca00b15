import { ask, problemIs, refusal, type Folder, type Item } from '../request.ts';

const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };

/** A → B1 as the portal does it; the session is a cookie. */
export const session: Folder = {
  name: 'session',
  description: 'B1: identifier and password, a code by mail, a session. The code is read where the mails are caught.',
  item: [
    ask('Who is signed in: nobody', { ...own, url: `${api}/session`, status: 401, check: problemIs('not-signed-in') }),
    ask('A wrong password', {
      ...own,
      url: `${api}/session/password`,
      json: { identifier: '{{patientIdentifier}}', password: 'Not-the-one-1' },
      status: 401,
      check: problemIs('credentials-wrong'),
    }),
    ask('Step 1 of 3: identifier and password', {
      ...own,
      url: `${api}/session/password`,
      json: { identifier: '{{patientIdentifier}}', password: '{{patientPassword}}' },
      status: 200,
      check: {
        'shows the address masked':
          "body.channels[0].shown.includes('@') && body.channels[0].shown !== pm.variables.get('patientEmail')",
      },
      keep: { challenge: 'body.challenge' },
    }),
    ask('Step 2 of 3: a code, please', {
      ...own,
      url: `${api}/session/code`,
      json: { challenge: '{{challenge}}', channel: 'email' },
      status: 200,
    }),
    ask('The mail with the code', {
      ...own,
      url: '{{catcherUrl}}/messages?to={{patientEmail}}',
      status: 200,
      keep: { code: '(/\\b(\\d{6})\\b/.exec(body[0].text) || [])[1]' },
    }),
    ask('Step 3 of 3: the code', {
      ...own,
      url: `${api}/session`,
      json: { challenge: '{{challenge}}', code: '{{code}}' },
      status: 201,
      check: { 'names the person': 'body.name.length > 0' },
    }),
    ask('The code works once', {
      ...own,
      url: `${api}/session`,
      json: { challenge: '{{challenge}}', code: '{{code}}' },
      status: 401,
    }),
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
      check: refusal('token-missing'),
    }),
  ],
};

function section(name: string, entry: object, changed: object): Item[] {
  const url = `${api}/${name}`;
  return [
    ask(`Add to ${name}`, {
      ...own,
      url,
      json: entry,
      headers: { 'idempotency-key': `{{$guid}}` },
      status: 201,
      keep: { entryId: 'body.id', entryVersion: 'body.version' },
    }),
    ask(`${name}: it is listed, written by the patient`, {
      ...own,
      url: name === 'measures' ? `${url}?kind=weight` : url,
      status: 200,
      check: {
        'with its author':
          "body.entries.some((kept) => kept.id === pm.collectionVariables.get('entryId') && kept.author.kind === 'patient')",
      },
    }),
    ask(`${name}: change it`, {
      ...own,
      method: 'PUT',
      url: `${url}/{{entryId}}`,
      json: changed,
      headers: { 'if-match': 'W/"{{entryVersion}}"' },
      status: 200,
      keep: { entryNewVersion: 'body.version' },
    }),
    ask(`${name}: a second tab is told`, {
      ...own,
      method: 'PUT',
      url: `${url}/{{entryId}}`,
      json: changed,
      headers: { 'if-match': 'W/"{{entryVersion}}"' },
      status: 412,
      check: problemIs('version-stale'),
    }),
    ask(`${name}: without a version`, {
      ...own,
      method: 'PUT',
      url: `${url}/{{entryId}}`,
      json: changed,
      status: 428,
      check: problemIs('version-required'),
    }),
    ask(`${name}: what is not an entry`, {
      ...own,
      url,
      json: { surprise: true },
      status: 400,
      check: problemIs('request-invalid'),
    }),
    ask(`${name}: delete it`, {
      ...own,
      method: 'DELETE',
      url: `${url}/{{entryId}}`,
      headers: { 'if-match': 'W/"{{entryNewVersion}}"' },
      status: 204,
    }),
  ];
}

export const profile: Folder = {
  name: 'profile',
  description: 'D1, D2, D5, D6, D9 as the portal writes them.',
  item: [
    ...section(
      'profile/diseases',
      { name: 'Asthme', start: '2015', ongoing: true },
      { name: 'Asthme allergique', start: '2015-04', ongoing: true },
    ),
    ...section(
      'profile/treatments',
      { name: 'Salbutamol', ongoing: true, dosage: '1 bouffée si besoin' },
      { name: 'Salbutamol', ongoing: false, end: '2026-02' },
    ),
    ...section('profile/allergies', { allergen: 'Arachide' }, { allergen: 'Arachide', comment: 'Urticaire' }),
    ...section(
      'vaccinations',
      { atc: 'J07AM', date: '2019-05', kind: 'booster' },
      { atc: 'J07AM', date: '2019-05-04', kind: 'booster', batch: 'T-77' },
    ),
    ...section(
      'measures',
      { kind: 'weight', value: 70.5, when: '2026-10-01' },
      { kind: 'weight', value: 70.4, when: '2026-10-01' },
    ),
    ask('A height of five metres', {
      ...own,
      url: `${api}/measures`,
      json: { kind: 'height', value: 5, when: '2026-10-01' },
      status: 422,
      check: problemIs('measure-out-of-range'),
    }),
  ],
};

export const portalDocuments: Folder = {
  name: 'documents of the portal',
  description: 'E: deposit with details, list, hide, delete.',
  item: [
    ask('Deposit a document', {
      ...own,
      url: `${api}/documents`,
      form: [
        { key: 'name', value: 'Certificat de sport' },
        { key: 'date', value: '2026-09-01' },
        { key: 'category', value: 'certificate' },
        { key: 'hidden', value: 'false' },
        { key: 'file', file: 'files/certificat.txt' },
      ],
      status: 201,
      keep: { portalDocument: 'body.id', portalDocumentVersion: 'body.version' },
    }),
    ask('It is listed', {
      ...own,
      url: `${api}/documents?category=certificate&sort=-date`,
      status: 200,
      check: { 'by name': "body.documents.some(({ name }) => name === 'Certificat de sport')" },
    }),
    ask('Its bytes', {
      ...own,
      url: `${api}/documents/{{portalDocument}}/content`,
      status: 200,
      check: { 'are never sniffed': "pm.response.headers.get('x-content-type-options') === 'nosniff'" },
    }),
    ask('The professional sees it', { url: '{{baseUrl}}/fhir/R4/DocumentReference/{{portalDocument}}', status: 200 }),
    ask('Hide it', {
      ...own,
      method: 'PUT',
      url: `${api}/documents/{{portalDocument}}`,
      json: { name: 'Certificat de sport', date: '2026-09-01', category: 'certificate', hidden: true },
      headers: { 'if-match': 'W/"{{portalDocumentVersion}}"' },
      status: 200,
      keep: { portalDocumentVersion: 'body.version' },
    }),
    ask('The professional no longer does', {
      url: '{{baseUrl}}/fhir/R4/DocumentReference/{{portalDocument}}',
      status: 404,
      check: refusal('resource-not-found'),
    }),
    ask('Who consulted it', {
      ...own,
      url: `${api}/documents/{{portalDocument}}/consultations`,
      status: 200,
      check: { 'the professional did': 'body.consultations.length >= 1' },
    }),
    ask('A name with a forbidden character', {
      ...own,
      method: 'PUT',
      url: `${api}/documents/{{portalDocument}}`,
      json: { name: 'Certificat #1', date: '2026-09-01', category: 'certificate', hidden: true },
      headers: { 'if-match': 'W/"{{portalDocumentVersion}}"' },
      status: 400,
      check: problemIs('request-invalid'),
    }),
    ask('Delete it', {
      ...own,
      method: 'DELETE',
      url: `${api}/documents/{{portalDocument}}`,
      headers: { 'if-match': 'W/"{{portalDocumentVersion}}"' },
      status: 204,
    }),
  ],
};

export const access: Folder = {
  name: 'access',
  description: 'F: block the professional, see the refusal, take the block back; the log; break-glass.',
  item: [
    ask('Who may read', {
      ...own,
      url: `${api}/access`,
      status: 200,
      check: {
        'the professional is authorised':
          "body.professionals.some(({ rpps, status }) => rpps === pm.variables.get('rpps') && status === 'authorised')",
      },
    }),
    ask('Block the professional', {
      ...own,
      method: 'PUT',
      url: `${api}/access/professionals/{{rpps}}`,
      json: { status: 'blocked' },
      status: 204,
    }),
    ask('The next request is refused', {
      url: '{{baseUrl}}/fhir/R4/Condition?patient={{patientId}}',
      status: 403,
      check: refusal('access-refused'),
    }),
    ask('A blocked professional breaks no glass', {
      url: '{{baseUrl}}/fhir/R4/Patient/{{patientId}}/$break-glass',
      json: {
        resourceType: 'Parameters',
        parameter: [{ name: 'reason', valueString: 'Patient inconscient, urgence vitale' }],
      },
      status: 403,
      check: refusal('access-refused'),
    }),
    ask('Neither authorised nor blocked', {
      ...own,
      method: 'DELETE',
      url: `${api}/access/professionals/{{rpps}}`,
      status: 204,
    }),
    ask('Reading needs the authorisation', {
      url: '{{baseUrl}}/fhir/R4/Condition?patient={{patientId}}',
      status: 403,
      check: refusal('access-refused'),
    }),
    ask('Allow emergencies', {
      ...own,
      method: 'PUT',
      url: `${api}/access/emergency`,
      json: { samu: true, others: true, hidden: false },
      status: 204,
    }),
    ask('Break the glass without a reason', {
      url: '{{baseUrl}}/fhir/R4/Patient/{{patientId}}/$break-glass',
      json: { resourceType: 'Parameters' },
      status: [400, 422],
    }),
    ask('Break the glass', {
      url: '{{baseUrl}}/fhir/R4/Patient/{{patientId}}/$break-glass',
      json: {
        resourceType: 'Parameters',
        parameter: [{ name: 'reason', valueString: 'Patient inconscient, urgence vitale' }],
      },
      status: [200, 204],
    }),
    ask('Now reading works', { url: '{{baseUrl}}/fhir/R4/Condition?patient={{patientId}}', status: 200 }),
    ask('The patient sees it all', {
      ...own,
      url: `${api}/access/log?only=professionals`,
      status: 200,
      check: {
        'refusals too': "body.lines.some(({ outcome }) => outcome === 'refused')",
        'and the emergency with its reason': 'body.lines.some(({ emergency }) => emergency)',
      },
    }),
    ask('Messages', {
      ...own,
      url: `${api}/messages`,
      status: 200,
      check: { 'are counted': "typeof body.unread === 'number'" },
    }),
    ask('Sign out', { ...own, method: 'DELETE', url: `${api}/session`, status: 204 }),
    ask('Signed out', { ...own, url: `${api}/session`, status: 401, check: problemIs('not-signed-in') }),
  ],
};
