import { writeFileSync } from 'node:fs';
import { collection, environmentFile } from './collection.ts';
import { demoEnvironment } from './demo-environment.ts';

/** `npm run collection-files`: the files that a vendor imports; a test compares them with what this would write. */
export const files = (): Record<string, string> => ({
  'passerelle.postman_collection.json': text(collection),
  'demo.postman_environment.json': text(environmentFile('Passerelle, demo town', demoEnvironment)),
});

const text = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

if (import.meta.main)
  for (const [name, content] of Object.entries(files())) writeFileSync(new URL(name, import.meta.url), content);
