import { compactMatricule, insKindOf, matriculeOf, type PatientIdentity } from '@passerelle/fhir-mappings';
import type { Selectable } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';

/** 0.1: a person as the health insurer knows them. */
export type Insured = Selectable<Tables['insured']>;

export const findInsured = (database: Database, ins: string): Promise<Insured | undefined> =>
  database.selectFrom('insured').selectAll().where('ins', '=', ins).executeTakeFirst();

/** Whether a serial is the one of a person's Vitale card. With photo: the last 11 digits; without: all of its 8 to 13. */
export function isCardOf(person: Insured, serial: string, card: Insured['card'] = person.card): boolean {
  const expected = person.card === 'with-photo' ? person.card_serial.slice(-11) : person.card_serial;
  return person.card === card && expected === serial;
}

/** The 15 characters of a NIR as it stands on the card, with its key or without. */
export function insOf(nir: string): string {
  const compact = compactMatricule(nir);
  return compact.length === 13 ? matriculeOf(compact) : compact;
}

/** The identity to write into the record: the register is the teleservice's word, so the identity counts as validated. */
export function identityOf(person: Insured, mssDomain: string): PatientIdentity {
  const kind = insKindOf(`urn:oid:${person.ins_oid}`);
  return {
    ...(kind ? { ins: { matricule: person.ins, kind } } : {}),
    validated: true,
    birthName: person.birth_name,
    givenName: person.first_names.split(' ')[0] ?? person.first_names,
    givenNames: person.first_names,
    ...(person.used_name ? { usedName: person.used_name } : {}),
    ...(person.used_first_name ? { usedGivenName: person.used_first_name } : {}),
    gender: person.sex,
    birthDate: person.birth_date,
    birthPlace: { code: person.birth_place },
    mssAddress: `${person.ins}@${mssDomain}`,
    active: true,
  };
}
