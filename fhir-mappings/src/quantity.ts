import type { Quantity } from '@medplum/fhirtypes';
import { UCUM } from './coding.ts';
import type { Unit } from './measure-kinds.ts';
import { unreadable, type Unreadable } from './unreadable.ts';

/** Fifteen digits are what a double keeps of a decimal: this takes away the noise of a multiplication. */
const exact = (value: number): number => Number(value.toPrecision(15));

/** A converted value needs no more digits than the instrument had. */
const rounded = (value: number): number => Number(value.toPrecision(5));

/** The value in the unit that people type. A bound, another unit or none at all is not read. */
export function valueIn(quantity: Quantity | undefined, unit: Unit): number | Unreadable {
  if (quantity?.value === undefined) return unreadable('no-value');
  if (quantity.comparator !== undefined) return unreadable('comparator');
  if (quantity.system !== UCUM || quantity.code === undefined) return unreadable('unit');
  if (quantity.code === unit.ucum) return exact(quantity.value / unit.factor);
  const convert = Object.hasOwn(unit.others, quantity.code) ? unit.others[quantity.code] : undefined;
  return convert === undefined ? unreadable('unit') : rounded(convert(quantity.value));
}

export const quantityOf = (value: number, { symbol, ucum, factor }: Unit): Quantity => ({
  value: exact(value * factor),
  unit: factor === 1 ? symbol : ucum,
  system: UCUM,
  code: ucum,
});
