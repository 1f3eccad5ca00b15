import { describe, expect, it } from 'vitest';
import { pages as englishPages } from './en/pages.ts';
import { en } from './en.ts';
import { pages as frenchPages } from './fr/pages.ts';
import { fr } from './fr.ts';

/** Every text under its path; functions are called with a 2 and a word in each place. */
function textsOf(tree: unknown, path = ''): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]];
  if (typeof tree === 'function') return textsOf((tree as (...all: unknown[]) => unknown)(2, 2, 'x'), path);
  return Object.entries(tree as object).flatMap(([key, below]) => textsOf(below, `${path}.${key}`));
}

const french = textsOf({ ...fr, pages: frenchPages });
const english = textsOf({ ...en, pages: englishPages });

describe('what the portal says', () => {
  it('is said in both languages, place by place', () => {
    expect(english.map(([path]) => path).sort()).toEqual(french.map(([path]) => path).sort());
  });

  it('is never empty', () => {
    expect([...french, ...english].filter(([, text]) => !text.trim())).toEqual([]);
  });

  it('keeps French signs on the line of their word', () => {
    expect(french.filter(([, text]) => / [:;?!»%]|« /.test(text))).toEqual([]);
  });

  it('is not French in English', () => {
    const same = english.filter(
      ([path, text]) => text.length > 24 && french.some(([, other]) => other === text) && path,
    );
    expect(same).toEqual([]);
  });
});
