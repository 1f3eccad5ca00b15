import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingsTable } from '../gateway/src/settings-table.ts';

describe('README', () => {
  it('lists every setting as the schema has it', () => {
    expect(readFileSync(new URL('../README.md', import.meta.url), 'utf8')).toContain(settingsTable());
  });
});
