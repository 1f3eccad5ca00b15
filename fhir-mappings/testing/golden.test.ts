import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { goldenExamples } from './golden.ts';

const folder = new URL('../golden/', import.meta.url);

describe('the golden examples, which FHIR servers are asked to accept', () => {
  test('there is a file for each, and no other', async () => {
    const files = Object.keys(goldenExamples).map((name) => `${name}.json`);
    expect((await readdir(folder)).toSorted()).toEqual(files.toSorted());
  });

  test.each(Object.keys(goldenExamples))('%s is what we write today', async (name) => {
    const kept: unknown = JSON.parse(await readFile(new URL(`${name}.json`, folder), 'utf8'));
    expect(kept).toEqual(JSON.parse(JSON.stringify(goldenExamples[name])));
  });
});
