import { matriculeOf } from '@passerelle/fhir-mappings';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareNir, checkNir, groupNir } from './nir.ts';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));
const number = fc
  .tuple(fc.constantFrom('1', '2'), digits(4), fc.constantFrom('01', '75', '2A', '2B', '97'), digits(6))
  .map((parts) => parts.join(''));

describe('the social security number while it is typed', () => {
  it('shows in the groups of the card, however it is typed', () => {
    expect(groupNir('279035121518989')).toBe('2 79 03 51 215 189 89');
    expect(groupNir('2 79-03.512')).toBe('2 79 03 51 2');
    expect(bareNir(groupNir('1850 2a004 123 45'))).toBe('18502A00412345');
  });

  it('says how many characters are missing', () => {
    expect(checkNir('')).toEqual({ state: 'empty' });
    expect(checkNir('2 79 03 51 215 189')).toEqual({ state: 'short', missing: 2 });
  });

  it('is good with the key of the register, Corsica too', () => {
    expect(checkNir('2 79 03 51 215 189 89')).toEqual({ state: 'good' });
    fc.assert(fc.property(number, (typed) => checkNir(matriculeOf(typed)).state === 'good'));
  });

  it('is refused when one digit is wrong', () => {
    expect(checkNir('2 79 03 51 215 189 88')).toEqual({ state: 'key' });
    expect(checkNir('2 79 03 51 215 188 89')).toEqual({ state: 'key' });
  });

  it('is refused when no number looks like that', () => {
    expect(checkNir('A79035121518989')).toEqual({ state: 'shape' });
  });
});
