import type { Database } from '../database/connect.ts';
import type { Notices } from './notices.ts';
import { noticeText, type NoticeKind } from './notice-texts.ts';

/** Tells a patient something by mail, durably; who has no account yet has no address to be told at. */
export type Notify = (patient: string, kind: NoticeKind) => Promise<void>;

export const patientNotices =
  (parts: { database: Database; notices: Notices; publicUrl: string }): Notify =>
  async (patient, kind) => {
    const account = await parts.database
      .selectFrom('account')
      .select(['email', 'language'])
      .where('patient', '=', patient)
      .executeTakeFirst();
    if (account)
      await parts.notices.tell({ to: account.email, ...noticeText(kind, account.language, parts.publicUrl) });
  };
