import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collection } from './collection.ts';
import { files } from './write.ts';

describe('the collection that a vendor imports', () => {
  it.each(Object.entries(files()))('%s is what the folders say', (name, content) => {
    expect(readFileSync(new URL(name, import.meta.url), 'utf8'), 'run: npm run collection-files').toBe(content);
  });

  it('tests every request', () => {
    for (const { item } of collection.item)
      for (const { name, event } of item)
        expect(
          event.some(({ listen }) => listen === 'test'),
          name,
        ).toBe(true);
  });
});
