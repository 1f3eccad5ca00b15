import type { BadRequest, Scene } from './scene.ts';

/** Asks as the portal does, with the patient's cookie. */
function ask(
  { doors, browser }: Scene,
  [method, address]: [string, string],
  body?: BodyInit,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(doors.url + address, {
    method,
    headers: {
      ...{ cookie: browser.cookie(), origin: doors.url },
      ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
}

function upload(scene: Scene, name: string, bytes: Buffer): Promise<Response> {
  const form = new FormData();
  const details = { name: 'Bilan', date: '2026-10-01', category: 'biology', hidden: 'false' };
  for (const [field, value] of Object.entries(details)) form.append(field, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return ask(scene, ['POST', '/api/documents'], form);
}

const disease = (name: string): string => JSON.stringify({ name, ongoing: true });
const adding: [string, string] = ['POST', '/api/profile/diseases'];

/** What a patient's browser sends that is wrong. */
export const badBrowser: BadRequest[] = [
  ['malformed JSON', '400 json-malformed', (scene) => ask(scene, adding, '{"name"')],
  ['2 MB of nonsense', '413 body-too-large', (scene) => ask(scene, adding, 'a'.repeat(2_000_000))],
  ['a document of 6 MB', '413 document-too-large', (scene) => upload(scene, 'Bilan.txt', Buffer.alloc(6_000_000, 'a'))],
  [
    'a text file named .pdf',
    '422 document-content-mismatch',
    (scene) => upload(scene, 'Bilan.pdf', Buffer.from('Bonjour, je suis un texte.')),
  ],
  ['NUL in a name', '400 request-invalid', (scene) => ask(scene, adding, disease('a\u0000b'))],
  ['half a character in a name', '400 request-invalid', (scene) => ask(scene, adding, disease('a\ud83d'))],
  [
    'a stale If-Match',
    '412 version-stale',
    (scene) =>
      ask(scene, ['PUT', `/api/profile/diseases/${scene.migraine.id}`], disease('Autre'), {
        'if-match': `W/"${scene.migraine.version}"`,
      }),
  ],
  [
    'no If-Match',
    '428 version-required',
    (scene) => ask(scene, ['DELETE', `/api/profile/diseases/${scene.migraine.id}`]),
  ],
  [
    'another site’s page',
    '403 origin-refused',
    (scene) => ask(scene, adding, disease('Autre'), { origin: 'https://ailleurs.example' }),
  ],
  [
    'a professional’s token',
    '401 not-signed-in',
    (scene) =>
      ask(scene, ['GET', '/api/documents'], undefined, {
        cookie: '',
        authorization: `Bearer ${scene.software.token}`,
      }),
  ],
  [
    'an encoded walk',
    '400 request-invalid',
    (scene) => ask(scene, ['GET', `/api/documents/..%2f..%2fCondition%2f${scene.asthma.id}`]),
  ],
  [
    'NUL as identifier',
    '400 request-invalid',
    (scene) => ask(scene, ['POST', '/api/session/password'], JSON.stringify({ identifier: 'a\u0000b', password: 'x' })),
  ],
  [
    'half a character as identifier',
    '400 request-invalid',
    (scene) => ask(scene, ['POST', '/api/session/password'], JSON.stringify({ identifier: 'a\ud83d', password: 'x' })),
  ],
];
