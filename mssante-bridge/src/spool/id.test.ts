import { expect, test } from 'vitest';
import { maskText } from '../mask.ts';
import { newId } from './id.ts';

const ids = Array.from({ length: 20_000 }, newId);

test('no id is taken for an insured number and hidden in a log', () => {
  expect(ids.filter((id) => maskText(id) !== id)).toEqual([]);
});

test('no two mails have the same', () => {
  expect(new Set(ids).size).toBe(ids.length);
});
