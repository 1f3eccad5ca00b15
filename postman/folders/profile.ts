import { ask, problemIs, type Folder, type Item } from '../request.ts';

const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };

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

/** D1, D2, D5, D6, D9 as the portal writes them. */
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
