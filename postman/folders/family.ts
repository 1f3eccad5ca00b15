import { ask, problemIs, type Folder, type Item } from '../request.ts';

const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };
/** Rightly written, and of nobody. */
const noRef = '0'.repeat(32);
const noSpace = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const traits = { name: 'Nobody', firstName: 'Known', birthDate: '1980-01-01', nir: '279035121518989' };

const minors: Item[] = [
  ask('C1, C2: children, invitations and the spaces that one may be in', {
    ...{ ...own, url: `${api}/family`, status: 200 },
    keep: { ownProfile: 'body.profiles[0].profile' },
    check: {
      'the own space comes first': 'body.profiles[0].own === true',
      'references tell no NIR': 'body.minors.every(({ ref }) => /^[0-9a-f]{32}$/.test(ref))',
    },
  }),
  ask('C1: not without the declaration', {
    ...{ ...own, url: `${api}/family/minors`, status: 422, check: problemIs('declaration-required') },
    json: { refs: [noRef], certifies: false, acceptsTerms: true },
  }),
  ask('C1: a child of nobody stops no other', {
    ...{ ...own, url: `${api}/family/minors`, status: 200 },
    json: { refs: [noRef], certifies: true, acceptsTerms: true },
    check: { 'each has its own result': "body.results[0].refusal.code === 'minor-not-attached'" },
  }),
  ask('C1: a child of nobody cannot be refused', {
    ...{ ...own, url: `${api}/family/minors/${noRef}/opposition`, status: 404 },
    json: { certifies: true, confirms: true },
    check: problemIs('minor-not-attached'),
  }),
];

const representatives: Item[] = [
  ask('C3: who represents somebody else’s child', {
    ...{ ...own, url: `${api}/family/${noSpace}/representatives`, status: 403, check: problemIs('access-refused') },
  }),
  ask('C3: an invitation into somebody else’s space', {
    ...{ ...own, url: `${api}/family/${noSpace}/invitations`, status: 403, check: problemIs('access-refused') },
    json: { ...traits, certifies: true },
  }),
  ask('C3: an invitation without the declaration', {
    ...{ ...own, url: `${api}/family/${noSpace}/invitations`, status: 422, check: problemIs('declaration-required') },
    json: { ...traits, certifies: false },
  }),
  ask('C3: an invitation that nobody sent', {
    ...{ ...own, url: `${api}/family/invitations/none/acceptance`, status: 404 },
    json: { certifies: true },
    check: problemIs('resource-not-found'),
  }),
];

const spaces: Item[] = [
  ask('C2, F5: somebody else’s child’s space does not close', {
    ...{ ...own, url: `${api}/family/${noSpace}/closing`, status: 403, check: problemIs('access-refused') },
    json: { firstName: 'Nobody' },
  }),
  ask('C2, F5: nor does one’s own this way', {
    ...{ ...own, url: `${api}/family/{{ownProfile}}/closing`, status: 403, check: problemIs('access-refused') },
    json: { firstName: 'Camille' },
  }),
  ask('C2, F5: a closing names the child', {
    ...{ ...own, url: `${api}/family/${noSpace}/closing`, status: 400, check: problemIs('request-invalid') },
    json: { firstName: '' },
  }),
  ask('C2, F5: one’s own closing is not asked for from another’s space', {
    ...{ ...own, url: `${api}/space/closing`, status: 422, check: problemIs('own-space-only') },
    ...{ headers: { 'passerelle-profile': noSpace }, json: { identifier: '{{patientIdentifier}}' } },
  }),
  ask('C2, F5: copies of somebody else’s space', {
    ...{ ...own, url: `${api}/exports`, status: 403, check: problemIs('access-refused') },
    headers: { 'passerelle-profile': noSpace },
  }),
  ask('C2: notices are those of the space named', {
    ...{ ...own, url: `${api}/settings`, status: 200, headers: { 'passerelle-profile': noSpace } },
    check: { 'of messages alone': "body.notifications.every(({ kind }) => kind === 'new-message')" },
  }),
];

/** C1 to C3 as the portal does it: what is refused to a person without children, and in which words. */
export const family: Folder = {
  name: 'C families',
  description:
    'C1 to C3, F5: children, their spaces and who represents or closes them, as a person without children meets them.',
  item: [...minors, ...representatives, ...spaces],
};
