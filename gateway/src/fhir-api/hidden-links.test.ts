import { linkedDocument as url } from '@passerelle/fhir-mappings';
import type { Bundle, Condition, DocumentReference, Extension, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorising, doctor, otherDoctor } from '../../testing/make-facts.ts';
import { openPractice, type Practice } from '../../testing/practice.ts';

const classes = 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument';
const visibility =
  'https://mos.esante.gouv.fr/NOS/TRE_A07-StatusVisibiliteDocument/FHIR/TRE-A07-StatusVisibiliteDocument';
const patchType = { 'content-type': 'application/json-patch+json' };

let practice: Practice;
let anna: string;
let shown: string;
let secret: string;
let entry: Condition & { id: string };
beforeAll(async () => {
  practice = await openPractice([doctor, otherDoctor]);
  anna = await practice.person('Anna', '279035121518989', authorising(doctor, otherDoctor));
});
afterAll(() => practice.close());
/** Dr Aubry links an entry of hers to two documents of Dr Blin, who then hides one from colleagues. */
beforeEach(async () => {
  [shown, secret] = [await deposit(), await deposit()];
  const { status, body } = await ask<Condition>('POST', '/Condition', makeEntry('Asthme', [shown, secret]));
  expect(status).toBe(201);
  entry = body as Condition & { id: string };
  expect(await linksRead()).toEqual([shown, secret]);
  await hide(secret);
});

const ask = <B>(method: Parameters<Practice['ask']>[1], path: string, body?: unknown, headers = {}) =>
  practice.ask<B>(doctor, method, path, { headers, ...(body === undefined ? {} : { body }) });
const linkTo = (document: string): Extension => ({
  url,
  valueReference: { reference: `DocumentReference/${document}` },
});
const makeEntry = (name: string, documents: string[]): Condition => ({
  ...{ resourceType: 'Condition', code: { text: name }, subject: { reference: `Patient/${anna}` } },
  ...(documents.length === 0 ? {} : { extension: documents.map(linkTo) }),
});
const makeDocument = (): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  category: [{ coding: [{ system: classes, code: '10' }] }],
  subject: { reference: `Patient/${anna}` },
  content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('Bilan').toString('base64') } }],
});
async function deposit(): Promise<string> {
  const { body } = await practice.ask<DocumentReference>(otherDoctor, 'POST', '/DocumentReference', {
    body: makeDocument(),
  });
  return body.id ?? '';
}
async function hide(id: string): Promise<void> {
  const securityLabel = [{ coding: [{ system: visibility, code: 'MASQUE_PS' }] }];
  const body = { ...makeDocument(), id, securityLabel };
  expect((await practice.ask(otherDoctor, 'PUT', `/DocumentReference/${id}`, { body })).status).toBe(200);
}
const linksIn = ({ extension = [] }: Condition): (string | undefined)[] =>
  extension.map(({ valueReference }) => valueReference?.reference?.split('/')[1]);
const linksRead = async () => linksIn((await ask<Condition>('GET', `/Condition/${entry.id}`)).body);
const linksKept = async () => linksIn((await practice.fhir.read('Condition', entry.id)) as Condition);
const bundle = (type: 'batch' | 'transaction', ...requests: Bundle['entry'] & object): Bundle => ({
  resourceType: 'Bundle',
  type,
  entry: requests,
});
/** What the FHIR server was asked meanwhile. */
async function questions(work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const { read, search } = practice.fhir;
  practice.fhir.read = (type, id) => (asked.push(type), read(type, id));
  practice.fhir.search = (type, parameters) => (asked.push(`${type}?`), search(type, parameters));
  await work().finally(() => Object.assign(practice.fhir, { read, search }));
  return asked;
}

test('A professional reads an entry without its link to a document that a colleague hid, however it is read, and though it was read before', async () => {
  const { id } = entry;
  await ask('PUT', `/Condition/${id}`, { ...makeEntry('Asthme léger', [shown]), id });
  const get = (url: string) => ({ request: { method: 'GET' as const, url } });
  const searched = `Condition?patient=${anna}&_id=${id}`;
  const answers = [
    await ask('GET', `/Condition/${id}`),
    await ask('GET', `/Condition/${id}`),
    await ask('GET', `/Condition/${id}/_history/1`),
    await ask('GET', `/Condition/${id}/_history/2`),
    await ask('GET', `/Condition/${id}/_history`),
    await ask('GET', `/${searched}`),
    await ask('GET', `/Condition/${id}?_elements=extension`),
    await ask('POST', '', bundle('batch', get(`Condition/${id}`), get(searched), get(`Condition/${id}/_history/1`))),
    await ask('POST', '', bundle('transaction', get(`Condition/${id}`), get(searched))),
  ];
  for (const { status, raw } of answers)
    expect([status, raw.includes(shown), raw.includes(secret)]).toEqual([200, true, false]);
  expect((await practice.ask(otherDoctor, 'GET', `/Condition/${id}`)).raw).toContain(secret);
});

test('Further pages of a search leave the link out as well', async () => {
  await ask('POST', '/Condition', makeEntry('Zona', [shown]));
  const first = await ask<Bundle>('GET', `/Condition?patient=${anna}&_count=1&_sort=_id`);
  const pages = [first];
  for (let next = nextOf(first.body); next; next = nextOf((pages.at(-1) as typeof first).body))
    pages.push(await ask<Bundle>('GET', next));
  expect(pages.length).toBeGreaterThan(1);
  const all = pages.map(({ raw }) => raw).join();
  expect([all.includes(entry.id), all.includes(secret)]).toEqual([true, false]);
});
const nextOf = ({ link = [] }: Bundle): string | undefined => link.find(({ relation }) => relation === 'next')?.url;

test('Who updates or patches an entry keeps the link that is not theirs to see, and is not answered with it', async () => {
  const { id } = entry;
  const conditional = `/Condition?patient=${anna}&identifier=urn:cabinet|${id}`;
  const identifier = [{ system: 'urn:cabinet', value: id }];
  const update = { ...makeEntry('Asthme léger', []), id, identifier };
  const writes = [
    () => ask('PUT', `/Condition/${id}`, update),
    () => ask('PUT', conditional, update),
    () => ask('PATCH', `/Condition/${id}`, [{ op: 'replace', path: '/code/text', value: 'Asthme' }], patchType),
    () => ask('POST', '/Condition', makeEntry('Asthme', []), { 'if-none-exist': `identifier=urn:cabinet|${id}` }),
    () => ask('POST', '', bundle('transaction', put(update))),
    () => ask('POST', '', bundle('batch', put(update))),
  ];
  for (const write of writes) {
    const { status, raw } = await write();
    expect([status, raw.includes(id), raw.includes(secret)]).toEqual([200, true, false]);
    expect(await linksKept()).toEqual([secret]);
  }
  await ask('PUT', `/Condition/${id}`, { ...update, ...makeEntry('Asthme', [shown]) });
  expect(await linksKept()).toEqual([shown, secret]);
  expect(await linksRead()).toEqual([shown]);
});
const put = (resource: Condition) => ({
  resource,
  request: { method: 'PUT' as const, url: `Condition/${resource.id ?? ''}` },
});

test('Neither a write nor the test of a patch tells whether a guessed document is linked', async () => {
  const { id } = entry;
  const nobody = '00000000-0000-4000-8000-000000000000';
  const guesses = [secret, nobody].map((guess) => async () => {
    const value = linkTo(guess);
    const named = { ...makeEntry('Asthme', [guess]), id };
    const answers = [
      await ask('PUT', `/Condition/${id}`, named),
      await ask('PATCH', `/Condition/${id}`, [{ op: 'add', path: '/extension/-', value }], patchType),
      await ask('PATCH', `/Condition/${id}`, [{ op: 'test', path: '/extension/1', value }], patchType),
      await ask('PATCH', `/Condition/${id}`, [{ op: 'remove', path: '/extension/1' }], patchType),
      await ask('POST', '', bundle('transaction', put(named))),
    ];
    return answers.map(({ status, raw }) => [status, raw.replaceAll(guess, '')]);
  });
  const [guessed, missed] = [await guesses[0]?.(), await guesses[1]?.()];
  const statuses = (guessed ?? []).map(([status]) => status);
  expect(statuses.every((status) => Number(status) >= 400 && Number(status) < 500)).toBe(true);
  expect(statuses).toEqual((missed ?? []).map(([status]) => status));
});

test('The documents of a whole page are asked for at once, and not at all where no entry has any', async () => {
  const zoe = await practice.person('Zoé', '212097510000195', authorising(doctor, otherDoctor));
  const plain = { ...makeEntry('Zona', []), subject: { reference: `Patient/${zoe}` } };
  const { body } = await ask<Condition>('POST', '/Condition', plain);
  await ask('POST', '/Condition', makeEntry('Zona', [shown]));
  // What decisions are taken on is known from here on.
  for (const patient of [anna, zoe]) await ask('GET', `/Observation?patient=${patient}`);
  expect(await questions(() => ask('GET', `/Condition/${body.id ?? ''}`))).toEqual(['Condition']);
  expect(await questions(() => ask('GET', `/Condition?patient=${zoe}`))).toEqual(['Condition?']);
  const whole = () => ask('GET', `/Condition?patient=${anna}`);
  expect(await questions(whole)).toEqual(['Condition?', 'DocumentReference?']);
  expect(await questions(whole)).toEqual([]);
});

/** What of Dr Aubry's leads to documents in other ways than by a link. */
function appending(...ids: string[]): DocumentReference {
  return {
    ...makeDocument(),
    relatesTo: ids.map((id) => ({ code: 'appends' as const, target: to(id) })),
    context: { related: ids.map(to), facilityType: { text: 'Cabinet' } },
  };
}
const leading: [string, (...documents: string[]) => Resource][] = [
  ['Condition', (...ids) => ({ ...makeEntry('Zona', []), evidence: ids.map((id) => ({ detail: [to(id)] })) })],
  [
    'MedicationStatement',
    (...ids) => ({
      ...{ resourceType: 'MedicationStatement', status: 'active', medicationCodeableConcept: { text: 'Ramipril' } },
      ...{ subject: { reference: `Patient/${anna}` }, derivedFrom: ids.map(to) },
    }),
  ],
  ['DocumentReference', appending],
];
const to = (document: string) => ({ reference: `DocumentReference/${document}` });
/** One that leads to two documents of Dr Blin, the first of which is then hidden. */
async function written(type: string, make: (...documents: string[]) => Resource) {
  const [veiled, open] = [await deposit(), await deposit()];
  const { status, body, raw } = await ask<Resource & { id: string }>('POST', `/${type}`, make(veiled, open));
  expect([status, raw.includes(veiled)]).toEqual([201, true]);
  await hide(veiled);
  return { id: body.id, veiled, open };
}

test.each(leading)(
  'Of a %s, too, a hidden document is not named to who cannot see it, and stays',
  async (type, make) => {
    const { id, veiled, open } = await written(type, make);
    const address = `/${type}/${id}`;
    const read = await ask<Resource>('GET', address);
    const searched = await ask('GET', `/${type}?patient=${anna}&_id=${id}`);
    const changed = await ask('PUT', address, { ...read.body, language: 'fr' });
    for (const { status, raw } of [read, searched, changed])
      expect([status, raw.includes(open), raw.includes(veiled)]).toEqual([200, true, false]);
    const kept = JSON.stringify(await practice.fhir.read(type as 'Condition', id));
    for (const document of [veiled, open])
      expect(kept.split(document)).toHaveLength(JSON.stringify(make(veiled, open)).split(document).length);
    expect((await practice.ask(otherDoctor, 'GET', address)).raw).toContain(veiled);
  },
);

test.each(leading)('No write to a %s tells whether a guessed document is one that it leads to', async (type, make) => {
  const { id, veiled, open } = await written(type, make);
  const nobody = '00000000-0000-4000-8000-000000000000';
  const answers = [];
  for (const guess of [veiled, nobody]) {
    const { status, raw } = await ask('PUT', `/${type}/${id}`, { ...make(guess, open), id });
    answers.push([status, raw.replaceAll(/[0-9a-f-]{36}/g, '')]);
  }
  expect(answers[0]?.[0]).toBe(422);
  expect(answers[0]).toEqual(answers[1]);
});

test('A search by a document that one cannot see finds nothing, as by one that there is not', async () => {
  const { id, veiled, open } = await written('DocumentReference', appending);
  const found = async (document: string) =>
    (await ask<Bundle>('GET', `/DocumentReference?patient=${anna}&relatesto=${document}`)).body.entry?.map(
      ({ resource }) => resource?.id,
    ) ?? [];
  expect(await found(`DocumentReference/${open}`)).toEqual([id]);
  expect(await found(open)).toEqual([id]);
  expect(await found(`DocumentReference/${veiled}`)).toEqual([]);
  expect(await found(veiled)).toEqual([]);
  expect(await found('DocumentReference/there-is-none')).toEqual([]);
  for (const name of ['relatesto.identifier', 'relatesto:identifier'])
    expect((await ask('GET', `/DocumentReference?patient=${anna}&${name}=x`)).status, name).toBe(400);
});

test('A further page of a search by a document that was hidden meanwhile finds nothing, and by one that is seen goes on', async () => {
  const [open, veiled] = [await deposit(), await deposit()];
  for (let count = 0; count < 3; count += 1) await ask('POST', '/DocumentReference', appending(open, veiled));
  const after = async (address: string) => {
    const { body } = await ask<Bundle>('GET', address);
    expect(body.entry).toHaveLength(1);
    return nextOf(body) ?? '';
  };
  const first = (document: string) => after(`/DocumentReference?patient=${anna}&relatesto=${document}&_count=1`);
  const [onOpen, onVeiled] = [await first(open), await first(`DocumentReference/${veiled}`)];
  const furtherOnVeiled = await after(onVeiled);
  await hide(veiled);
  await after(onOpen);
  for (const link of [onVeiled, furtherOnVeiled]) {
    const { status, body } = await ask<Bundle>('GET', link);
    expect([status, body.entry ?? [], body.total, nextOf(body)]).toEqual([200, [], 0, undefined]);
  }
});

test('No conditional write tells by a document that one cannot see that something of one’s own leads to it', async () => {
  const { id, veiled, open } = await written('DocumentReference', appending);
  const kept = () => practice.fhir.read('DocumentReference', id);
  const criteria = (document: string) => ({ 'if-none-exist': `relatesto=DocumentReference/${document}` });
  for (const document of [veiled, 'there-is-none']) {
    const gone = await ask('DELETE', `/DocumentReference?patient=${anna}&relatesto=${document}`);
    expect([document, gone.status]).toEqual([document, 404]);
    const made = await ask('POST', '/DocumentReference', makeDocument(), criteria(document));
    expect([document, made.status]).toEqual([document, 201]);
  }
  expect((await kept()).meta?.versionId).toBe('1');
  expect((await ask('POST', '/DocumentReference', makeDocument(), criteria(open))).status).toBe(200);
  expect((await ask('DELETE', `/DocumentReference?patient=${anna}&relatesto=${open}`)).status).toBe(204);
});

test('Neither a filter nor an order tells that a document leads to one that is left out, nor how the gateway tagged it', async () => {
  for (const query of ['relation=appends', '_sort=relatesto', '_sort=-relatesto', '_sort=date,relation', '_sort=_tag'])
    expect((await ask('GET', `/DocumentReference?patient=${anna}&${query}`)).status, query).toBe(400);
});
