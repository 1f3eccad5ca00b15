import type { Database } from '../database/connect.ts';

/** What somebody can switch off. Notices of safety and of emergencies (F3: "a notice each time") are not among it. */
export const noticeKinds = ['new-message'] as const;

/** F5: whether this account wants to be told of this in this space; it does unless it said no. */
export async function isWanted(database: Database, account: string, patient: string, kind: string): Promise<boolean> {
  const row = await database
    .selectFrom('notification')
    .select('wanted')
    .where('account', '=', account)
    .where('patient', '=', patient)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row?.wanted ?? true;
}
