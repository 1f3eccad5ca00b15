import type { ProfessionalCaller } from '../access/caller.ts';
import type { Database } from '../database/connect.ts';

/** 0.2: keeps a professional as their last token or sign-in described them. */
export async function rememberProfessional(database: Database, caller: ProfessionalCaller, now: Date): Promise<void> {
  const row = {
    name: caller.name,
    profession: caller.profession,
    specialty: caller.specialty ?? null,
    organization: caller.organization ?? null,
  };
  await database
    .insertInto('professional')
    .values({ rpps: caller.rpps, ...row, seen_at: now })
    .onConflict((conflict) => conflict.column('rpps').doUpdateSet(row))
    .execute();
}
