import type { Insertable } from 'kysely';
import { noRules } from '../src/access/facts.ts';
import type { Database } from '../src/database/connect.ts';
import type { Tables } from '../src/database/tables.ts';

type Insured = Insertable<Tables['insured']>;
type Account = Insertable<Tables['account']>;

/** Puts somebody into the register of insured persons; what is not said is as for anybody. */
export async function insure(database: Database, person: Pick<Insured, 'ins'> & Partial<Insured>): Promise<void> {
  await database
    .insertInto('insured')
    .values({
      ...{ ins_oid: '1.2.250.1.213.1.4.11', birth_name: 'DURAND', first_names: 'MARIE', used_name: null },
      ...{ used_first_name: null, sex: 'female', birth_date: '1979-03-28', birth_place: '51215', email: null },
      ...{ card: 'with-photo', card_serial: '12345678901', mobile: null, attached_to: [] },
      ...person,
    })
    .execute();
}

/** Gives a person of the register an open space, and an account, `account-of-<patient>`, to sign in to it. */
export async function settle(
  database: Database,
  ins: string,
  account: Pick<Account, 'patient' | 'identifier' | 'email'> & Partial<Account>,
): Promise<void> {
  const { patient } = account;
  await database
    .insertInto('space')
    .values({ patient, ins, state: 'open', rules: JSON.stringify(noRules) })
    .execute();
  await database
    .insertInto('account')
    .values({ id: `account-of-${patient}`, password: '', mobile: null, ...account })
    .execute();
}
