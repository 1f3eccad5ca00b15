export { xml } from './header.ts';
export type { CdaHeader } from './header.ts';
export { biologyReport, dischargeLetter } from './unstructured.ts';
export { vaccinationNote } from './vaccination-note.ts';
export type { GivenVaccine } from './vaccination-note.ts';
