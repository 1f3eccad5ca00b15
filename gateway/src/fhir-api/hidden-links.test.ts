import type { Bundle, Condition } from '@medplum/fhirtypes';
import { beforeEach, expect, test } from 'vitest';
import { patchType } from '../../testing/fhir-terms.ts';
import { authorising, doctor, otherDoctor } from '../../testing/make-facts.ts';
import { linkTo, nextOf, twoDoctors } from './testing/two-doctors.ts';

const house = twoDoctors();
const { ask, deposit, hide, makeEntry } = house;

let shown: string;
let secret: string;
let entry: Condition & { id: string };
/** Dr Aubry links an entry of hers to two documents of Dr Blin, who then hides one from colleagues. */
beforeEach(async () => {
  [shown, secret] = [await deposit(), await deposit()];
  const { status, body } = await ask<Condition>('POST', '/Condition', makeEntry('Asthme', [shown, secret]));
  expect(status).toBe(201);
  entry = body as Condition & { id: string };
  expect(await linksRead()).toEqual([shown, secret]);
  await hide(secret);
});

const linksIn = ({ extension = [] }: Condition): (string | undefined)[] =>
  extension.map(({ valueReference }) => valueReference?.reference?.split('/')[1]);
const linksRead = async () => linksIn((await ask<Condition>('GET', `/Condition/${entry.id}`)).body);
const linksKept = async () => linksIn((await house.practice.fhir.read('Condition', entry.id)) as Condition);
const bundle = (type: 'batch' | 'transaction', ...requests: Bundle['entry'] & object): Bundle => ({
  resourceType: 'Bundle',
  type,
  entry: requests,
});
/** What the FHIR server was asked meanwhile. */
async function questions(work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const { read, search } = house.practice.fhir;
  house.practice.fhir.read = (type, id) => (asked.push(type), read(type, id));
  house.practice.fhir.search = (type, parameters) => (asked.push(`${type}?`), search(type, parameters));
  await work().finally(() => Object.assign(house.practice.fhir, { read, search }));
  return asked;
}

test('A professional reads an entry without its link to a document that a colleague hid, however it is read, and though it was read before', async () => {
  const { id } = entry;
  await ask('PUT', `/Condition/${id}`, { ...makeEntry('Asthme léger', [shown]), id });
  const get = (url: string) => ({ request: { method: 'GET' as const, url } });
  const searched = `Condition?patient=${house.anna}&_id=${id}`;
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
  expect((await house.practice.ask(otherDoctor, 'GET', `/Condition/${id}`)).raw).toContain(secret);
});

test('Further pages of a search leave the link out as well', async () => {
  await ask('POST', '/Condition', makeEntry('Zona', [shown]));
  const first = await ask<Bundle>('GET', `/Condition?patient=${house.anna}&_count=1&_sort=_id`);
  const pages = [first];
  for (let next = nextOf(first.body); next; next = nextOf((pages.at(-1) as typeof first).body))
    pages.push(await ask<Bundle>('GET', next));
  expect(pages.length).toBeGreaterThan(1);
  const all = pages.map(({ raw }) => raw).join();
  expect([all.includes(entry.id), all.includes(secret)]).toEqual([true, false]);
});

test('Who updates or patches an entry keeps the link that is not theirs to see, and is not answered with it', async () => {
  const { id } = entry;
  const conditional = `/Condition?patient=${house.anna}&identifier=urn:cabinet|${id}`;
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
  const zoe = await house.practice.person('Zoé', '212097510000195', authorising(doctor, otherDoctor));
  const plain = { ...makeEntry('Zona', []), subject: { reference: `Patient/${zoe}` } };
  const { body } = await ask<Condition>('POST', '/Condition', plain);
  await ask('POST', '/Condition', makeEntry('Zona', [shown]));
  // What decisions are taken on is known from here on.
  for (const patient of [house.anna, zoe]) await ask('GET', `/Observation?patient=${patient}`);
  expect(await questions(() => ask('GET', `/Condition/${body.id ?? ''}`))).toEqual(['Condition']);
  expect(await questions(() => ask('GET', `/Condition?patient=${zoe}`))).toEqual(['Condition?']);
  const whole = () => ask('GET', `/Condition?patient=${house.anna}`);
  expect(await questions(whole)).toEqual(['Condition?', 'DocumentReference?']);
  expect(await questions(whole)).toEqual([]);
});
