import { describe, expect, it } from 'vitest';
import { criteria, isIdentifier, isStrong } from './password.ts';

describe('the criteria that tick while one types a password (A5)', () => {
  it.each([
    ['Passerelle-2026!', true],
    ['passerelle-2026!', false],
    ['PASSERELLE-2026!', false],
    ['Passerelle-deux!', false],
    ['Passerelle2026', false],
    ['Pa-2026', false],
    ['Élégance 2026', false],
    ['éLégance_9', true],
  ])('%s', (password, strong) => {
    expect(isStrong(password)).toBe(strong);
  });

  it('counts characters as people do', () => {
    expect(criteria.length('😀😀😀😀😀😀😀')).toBe(false);
  });
});

describe('an identifier (A5)', () => {
  it.each([
    ['camille.moreau', true],
    ['camille', false],
    ['Camille.moreau', false],
    ['camille moreau', false],
    ['camille@exemple.fr', false],
  ])('%s', (typed, right) => {
    expect(isIdentifier(typed)).toBe(right);
  });
});
