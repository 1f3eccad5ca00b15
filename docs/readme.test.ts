import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingsTables } from './settings-table.ts';

describe('README', () => {
  it.each(Object.entries(settingsTables()))('lists every setting of the %s as the schema has it', (_part, table) => {
    expect(readFileSync(new URL('../README.md', import.meta.url), 'utf8')).toContain(table);
  });
});
