import type { Resource } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { otherDoctor } from '../../testing/make-facts.ts';
import { to, twoDoctors } from './testing/two-doctors.ts';

const house = twoDoctors();
const { ask, makeEntry, appending, written } = house;

/** What of Dr Aubry's leads to documents in other ways than by a link. */
const leading: [string, (...documents: string[]) => Resource][] = [
  ['Condition', (...ids) => ({ ...makeEntry('Zona', []), evidence: ids.map((id) => ({ detail: [to(id)] })) })],
  [
    'MedicationStatement',
    (...ids) => ({
      ...{ resourceType: 'MedicationStatement', status: 'active', medicationCodeableConcept: { text: 'Ramipril' } },
      ...{ subject: { reference: `Patient/${house.anna}` }, derivedFrom: ids.map(to) },
    }),
  ],
  ['DocumentReference', appending],
];

test.each(leading)(
  'Of a %s, too, a hidden document is not named to who cannot see it, and stays',
  async (type, make) => {
    const { id, veiled, open } = await written(type, make);
    const address = `/${type}/${id}`;
    const read = await ask<Resource>('GET', address);
    const searched = await ask('GET', `/${type}?patient=${house.anna}&_id=${id}`);
    const changed = await ask('PUT', address, { ...read.body, language: 'fr' });
    for (const { status, raw } of [read, searched, changed])
      expect([status, raw.includes(open), raw.includes(veiled)]).toEqual([200, true, false]);
    const kept = JSON.stringify(await house.practice.fhir.read(type as 'Condition', id));
    for (const document of [veiled, open])
      expect(kept.split(document)).toHaveLength(JSON.stringify(make(veiled, open)).split(document).length);
    expect((await house.practice.ask(otherDoctor, 'GET', address)).raw).toContain(veiled);
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
