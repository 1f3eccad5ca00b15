/** Writes the golden examples anew, after a change of a mapping that is meant: `node fhir-mappings/testing/write-golden.ts`. */
import { writeFile } from 'node:fs/promises';
import { goldenExamples } from './golden.ts';

const folder = new URL('../golden/', import.meta.url);
for (const [name, resource] of Object.entries(goldenExamples))
  await writeFile(new URL(`${name}.json`, folder), `${JSON.stringify(resource, null, 2)}\n`);
