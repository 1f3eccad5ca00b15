import { Type } from 'typebox';

const SHAPE = '^[1-8][0-9]{4}(?:[0-9]{2}|2[AB])[0-9]{8}$';

/**
 * The INS matricule: a NIR or NIA of 13 characters and its key of two digits. Corsica's departments 2A and 2B count as 19 and 18
 * in the key.
 */
export const Matricule = Type.String({ pattern: SHAPE });

/** OID of the authority of each kind of INS (FR Core 2.2.0, slices of Patient.identifier). */
export const INS_KINDS = {
  nir: { system: 'urn:oid:1.2.250.1.213.1.4.8', type: 'INS-NIR' },
  nia: { system: 'urn:oid:1.2.250.1.213.1.4.9', type: 'INS-NIA' },
  test: { system: 'urn:oid:1.2.250.1.213.1.4.10', type: 'INS-NIR-TEST' },
  demo: { system: 'urn:oid:1.2.250.1.213.1.4.11', type: 'INS-NIR-DEMO' },
} as const;
export type InsKind = keyof typeof INS_KINDS;

/** Why a text is not an INS matricule. */
export type InsFault = 'length' | 'characters' | 'key';

const shape = new RegExp(SHAPE);

/** The key of the first 13 characters: 97 less their remainder by 97, as two digits. */
export function nirKey(first13: string): string {
  const number = Number(first13.replace('2A', '19').replace('2B', '18'));
  return String(97 - (number % 97)).padStart(2, '0');
}

/** The 15 characters from the first 13. */
export const matriculeOf = (first13: string): string => first13 + nirKey(first13);

/** A matricule as people write it (spaces, small letters) in the form that is kept. */
export const compactMatricule = (text: string): string => text.replace(/[\s.-]/g, '').toUpperCase();

/** What is wrong with a matricule of 15 characters, or nothing. */
export function matriculeFault(matricule: string): InsFault | undefined {
  if (matricule.length !== 15) return 'length';
  if (!shape.test(matricule)) return 'characters';
  return nirKey(matricule.slice(0, 13)) === matricule.slice(13) ? undefined : 'key';
}

/** The kind of INS that a system of identifiers stands for. */
export function insKindOf(system: string | undefined): InsKind | undefined {
  return (Object.keys(INS_KINDS) as InsKind[]).find((kind) => INS_KINDS[kind].system === system);
}
