import type { Selectable } from 'kysely';
import { isOfAge } from '../calendar.ts';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { Notices } from './notices.ts';
import { noticeText, type NoticeKind } from './notice-texts.ts';
import { isWanted } from './wanted.ts';

/** Tells a patient something by mail, durably; who has no account yet has no address to be told at. */
export type Notify = (patient: string, kind: NoticeKind) => Promise<void>;

export type Recipient = Pick<Selectable<Tables['account']>, 'id' | 'patient' | 'email' | 'language'>;

/** Who is told of what happens in a space: its owner once of age, a minor's legal representatives until then. */
export async function recipientsOf(database: Database, patient: string, now: Date): Promise<Recipient[]> {
  const owner = await database
    .selectFrom('space')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .select('insured.birth_date')
    .where('patient', '=', patient)
    .executeTakeFirst();
  const accounts = database
    .selectFrom('account')
    .select(['account.id', 'account.patient', 'account.email', 'account.language'])
    .where('account.closed_at', 'is', null);
  if (owner && !isOfAge(owner.birth_date, now))
    return accounts
      .innerJoin('legal_representative as kin', 'kin.person', 'account.patient')
      .where('kin.patient', '=', patient)
      .where('kin.ended_at', 'is', null)
      .orderBy('kin.since')
      .execute();
  return accounts.where('account.patient', '=', patient).execute();
}

export const patientNotices =
  (parts: { database: Database; notices: Notices; publicUrl: string; clock: () => Date }): Notify =>
  async (patient, kind) => {
    for (const { id, email, language } of await recipientsOf(parts.database, patient, parts.clock()))
      if (await isWanted(parts.database, id, patient, kind))
        await parts.notices.tell({ to: email, ...noticeText(kind, language, parts.publicUrl) });
  };
