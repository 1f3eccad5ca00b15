import type { Resource } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { isUnreadable, type Concept } from '../src/index.ts';

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};

const entryOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'entry' in value ? value.entry : value;

/**
 * The laws of a lens, as tests. `values`: what people may type; `foreign`: valid resources of other software, some of which cannot
 * be read.
 */
export function obeysTheLaws<T, R extends Resource>(
  concept: Concept<T, R>,
  values: fc.Arbitrary<T>,
  foreign: fc.Arbitrary<R>,
): void {
  const readable = foreign.filter((resource) => !isUnreadable(concept.fromFhir(resource)));

  const always = <A extends [unknown, ...unknown[]]>(
    arbitraries: { [I in keyof A]: fc.Arbitrary<A[I]> },
    check: (...args: A) => void,
  ) => {
    fc.assert(fc.property(...arbitraries, check), { numRuns: 200 });
  };

  test('what is typed is within the schema', () => {
    always([values], (value) => {
      expect([...Value.Errors(concept.schema, entryOf(value))]).toEqual([]);
    });
  });

  test('what is written is read again as it was typed', () => {
    always([values], (value) => {
      expect(concept.fromFhir(concept.toFhir(value))).toEqual(value);
    });
  });

  test('a foreign resource of which nothing was changed stays as it was, all that we do not show included', () => {
    always([readable], (resource) => {
      const read = concept.fromFhir(frozen(resource));
      if (!isUnreadable(read)) expect(concept.toFhir(read, resource)).toEqual(resource);
    });
  });

  test('an entry typed over a foreign resource is read again as it was typed, in the same resource', () => {
    always([values, readable], (value, resource) => {
      const written = concept.toFhir(value, frozen(resource));
      expect(concept.fromFhir(written)).toEqual(value);
      expect(written.id).toEqual(resource.id);
      expect(written.meta?.tag).toEqual(resource.meta?.tag);
      expect(written.meta?.security).toEqual(resource.meta?.security);
    });
  });

  test('what other software wrote is read in the shape of our entries', () => {
    always([readable], (resource) => {
      expect([...Value.Errors(concept.readSchema, entryOf(concept.fromFhir(resource)))]).toEqual([]);
    });
  });

  test('a resource with a modifier that we do not know is not read', () => {
    const modifierExtension = [{ url: 'https://other.example/not', valueBoolean: true }];
    always([foreign], (resource) => {
      expect(concept.fromFhir({ ...resource, modifierExtension })).toEqual({ unreadable: 'modifier' });
    });
  });
}
