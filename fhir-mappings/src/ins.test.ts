import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ins } from '../testing/people.ts';
import { compactMatricule, matriculeFault, matriculeOf, nirKey } from './ins.ts';

describe('the key of an INS', () => {
  test.each([
    ['2790351215189', '89'],
    ['1620188850453', '27'],
  ])('of the official test identity %s is %s', (first13, key) => {
    expect(nirKey(first13)).toBe(key);
  });

  test('a person born in Corsica has a key too: 2A counts as 19, 2B as 18', () => {
    expect(nirKey('269042A004021')).toBe(nirKey('2690419004021'));
    expect(nirKey('175032B033014')).toBe(nirKey('1750318033014'));
  });

  test('the key of a number that 97 divides is 97, never 00', () => {
    expect(nirKey('1000000000047')).toBe('97');
  });

  test('one digit typed wrong is seen, wherever it is', () => {
    const mistyped = fc.tuple(ins, fc.nat(14), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(mistyped, ([{ matricule }, place, shift]) => {
        const digit = Number(matricule[place]);
        if (Number.isNaN(digit)) return;
        const wrong = matricule.slice(0, place) + ((digit + shift) % 10) + matricule.slice(place + 1);
        expect(matriculeFault(wrong)).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  test('what is wrong is told: length, characters, or key', () => {
    expect(matriculeFault('27903512151898')).toBe('length');
    expect(matriculeFault('27903512151898X')).toBe('characters');
    expect(matriculeFault('279032C12151889')).toBe('characters');
    expect(matriculeFault('279035121518988')).toBe('key');
    expect(matriculeFault(matriculeOf('2790351215189'))).toBeUndefined();
  });

  test('a number is taken as people write it', () => {
    expect(compactMatricule('2 69 04 2a 004 021 44')).toBe('269042A00402144');
  });
});
