import type { Communication, Patient, Resource } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { keepingLinks, linksOf, withLinks } from './item-links.ts';

const to = (id: string) => ({ reference: `DocumentReference/${id}` });
const message = (...payload: Communication['payload'] & object): Communication => ({
  resourceType: 'Communication',
  status: 'completed',
  payload,
});
const withoutSecret = <R extends Resource>(resource: R): R =>
  withLinks(resource, (place) => place === 'DocumentReference/shown');
const secret = new Set(['DocumentReference/secret']);
const words = { contentString: 'Voici' };
const [shown, hidden] = [{ contentReference: to('shown') }, { contentReference: to('secret/_history/2') }];

test('What came with a message is found, versioned or not, and what is hidden left out', () => {
  const whole = message(words, hidden, shown);
  expect(linksOf(whole)).toEqual(['DocumentReference/secret', 'DocumentReference/shown']);
  expect(withoutSecret(whole)).toEqual(message(words, shown));
  expect(withoutSecret(message(hidden))).toEqual({ resourceType: 'Communication', status: 'completed' });
  const plain = message(words, shown);
  expect(withoutSecret(plain)).toBe(plain);
});

test('Who writes back keeps what was left out, once, and nothing of what they say of it themselves', () => {
  const before = message(words, hidden, shown);
  expect(keepingLinks(message(words), before, secret)).toEqual(message(words, hidden));
  expect(keepingLinks(message(words, hidden, shown), before, secret)).toEqual(message(words, shown, hidden));
  expect(keepingLinks(message(words, hidden), message(words), secret)).toEqual(message(words));
  const bare: Resource = { resourceType: 'Communication', status: 'completed' };
  expect(keepingLinks(bare, before, secret)).toEqual({ ...bare, payload: [hidden] });
});

test('Single references and lists further down are left out and kept alike, with what stands around them', () => {
  const consent = {
    ...{ resourceType: 'Consent', status: 'active', sourceReference: to('secret') },
    provision: { type: 'permit', data: [{ meaning: 'instance', reference: to('secret') }] },
  } as unknown as Resource;
  const seen = { resourceType: 'Consent', status: 'active', provision: { type: 'permit' } };
  expect(withoutSecret(consent)).toEqual(seen);
  expect(keepingLinks(seen as unknown as Resource, consent, secret)).toEqual(consent);
});

test('Names keep their order beside what is said of each', () => {
  const extension = [{ url: 'urn:source', valueReference: to('secret') }];
  const patient = {
    resourceType: 'Patient',
    contact: [{ name: { family: 'Petit' } }],
    _multipleBirthInteger: { extension },
    _implicitRules: [null, { extension }],
  } as unknown as Patient;
  const seen = { resourceType: 'Patient', contact: [{ name: { family: 'Petit' } }] };
  expect(withoutSecret(patient)).toEqual(seen);
  expect(keepingLinks(seen as Patient, patient, secret)).toEqual(patient);
});
