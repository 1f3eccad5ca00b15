import type { NightParts } from '../night/parts.ts';
import type { AdminParts } from './parts.ts';

/** The night's works as an operator has them done: each change is audited in the operator's name. */
export const nightPartsFor = async (parts: AdminParts): Promise<NightParts> => ({
  ...parts,
  fhir: await parts.openFhir(),
  tellPerson: await parts.openTelling(),
});
