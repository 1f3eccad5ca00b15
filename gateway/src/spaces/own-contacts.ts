import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { findInsured, type Insured } from './insured.ts';

type Contacts = Pick<Insured, 'email' | 'mobile'>;

/**
 * A1, A7: where a code may go. Children often stand in the register with a parent's address: once of age, no code to the space that the
 * parent has just left goes there, whoever asks for it, and whether or not the register still attaches them.
 */
export async function ownContacts(database: Database, person: Insured): Promise<Contacts> {
  const parents = await database
    .selectFrom('insured')
    .leftJoin('space', 'space.ins', 'insured.ins')
    .leftJoin('account', 'account.patient', 'space.patient')
    .select(['insured.email', 'insured.mobile', 'account.email as own_email', 'account.mobile as own_mobile'])
    .where('insured.ins', '!=', person.ins)
    .where((of) =>
      of.or([
        sql<boolean>`insured.ins = any(${person.attached_to})`,
        of('space.patient', 'in', (kin) =>
          kin
            .selectFrom('legal_representative')
            .innerJoin('space as child', 'child.patient', 'legal_representative.patient')
            .select('legal_representative.person')
            .where('child.ins', '=', person.ins),
        ),
      ]),
    )
    .execute();
  const emails = new Set(parents.flatMap(({ email, own_email }) => [folded(email), folded(own_email)]));
  const mobiles = new Set(parents.flatMap(({ mobile, own_mobile }) => [national(mobile), national(own_mobile)]));
  return {
    email: emails.has(folded(person.email)) ? null : person.email,
    mobile: mobiles.has(national(person.mobile)) ? null : person.mobile,
  };
}

/** Whom to tell a code to, of the register: by whatever way there is, or by post where the mail address is a parent's. */
export async function ownWay(database: Database, ins: string): Promise<{ ins: string } | { post: string }> {
  const person = await findInsured(database, ins);
  const isParents = person?.email && !(await ownContacts(database, person)).email;
  return isParents ? { post: ins } : { ins };
}

const folded = (email: string | null): string | undefined => email?.toLowerCase();
/** `+33639980101` and `0639980101` ring the same telephone. */
const national = (mobile: string | null): string | undefined => mobile?.replace(/\D/g, '').slice(-9);
