import type { Enter } from '../access/enter.ts';
import type { Database } from '../database/connect.ts';

export interface EmergencyNoticeParts {
  database: Database;
  notify: (patient: string, kind: 'emergency-access') => Promise<void>;
  clock: () => Date;
}

/**
 * F3: the patient is told of each emergency access, by the SAMU or after breaking the glass: once an hour and professional, so that one
 * look at a record is one notice. A notice that cannot be sent now is tried at the next access.
 */
export const tellingEmergencies =
  (enter: Enter, parts: EmergencyNoticeParts): Enter =>
  async (attempt, use) => {
    let urgent: string | undefined;
    const result = await enter(attempt, (record, grant) => {
      const { caller, decision, patient } = grant;
      const isUrgent = decision.emergency !== undefined || decision.reason === 'broken-glass';
      urgent = isUrgent && caller.kind === 'professional' ? patient : undefined;
      return use(record, grant);
    });
    if (urgent && attempt.caller.kind === 'professional') await tell(parts, urgent, attempt.caller.rpps);
    return result;
  };

async function tell({ database, notify, clock }: EmergencyNoticeParts, patient: string, rpps: string): Promise<void> {
  const hour = new Date(Math.floor(clock().getTime() / 3_600_000) * 3_600_000);
  const row = { patient, rpps, hour };
  const first = await database
    .insertInto('emergency_notice')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('patient')
    .executeTakeFirst();
  if (!first) return;
  await notify(patient, 'emergency-access').catch(() =>
    database
      .deleteFrom('emergency_notice')
      .where('patient', '=', patient)
      .where('rpps', '=', rpps)
      .where('hour', '=', hour)
      .execute(),
  );
}
