import { expect, it } from 'vitest';
import { de } from './elision.ts';

it.each([
  ['Léo', 'de Léo'],
  ['Alice', 'd’Alice'],
  ['Inès', 'd’Inès'],
  ['Élise', 'd’Élise'],
  ['Œdipe', 'd’Œdipe'],
  ['Hélène', 'd’Hélène'],
  ['HUGO', 'd’HUGO'],
  ['Hippolyte', 'd’Hippolyte'],
  ['Hassan', 'de Hassan'],
  ['Houda', 'de Houda'],
  ['Yves', 'd’Yves'],
  ['Yanis', 'de Yanis'],
  ['', 'de '],
])('In French, %s is said “%s”', (name, said) => expect(de(name)).toBe(said));
