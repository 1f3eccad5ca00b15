import { sql } from 'kysely';
import type { Enter } from '../access/enter.ts';
import type { Database } from '../database/connect.ts';
import { asPatient, type Asking } from '../entries/entries.ts';

export interface QuestionnaireParts {
  enter: Enter;
  database: Database;
  clock: () => Date;
}

/** Past the last of the five. */
const past = 6;
const target = 'questionnaire';

/** A8: how far the first questionnaire of a space is. What is answered goes into the record by the doors of the record. */
export function questionnaireOf({ enter, database, clock }: QuestionnaireParts) {
  const within = asPatient(enter, 'questionnaire');
  return {
    read: (asking: Asking): Promise<{ step: number; begun: boolean; ended: boolean }> =>
      within(asking, 'read', target, async () => {
        const row = await database
          .selectFrom('questionnaire')
          .selectAll()
          .where('patient', '=', asking.caller.patient)
          .executeTakeFirst();
        return { step: row?.step ?? 1, begun: row !== undefined, ended: row !== undefined && row.ended_at !== null };
      }),
    /** The furthest step counts: two windows, or a request that is repeated, never take it back. */
    reach: (asking: Asking, step: number): Promise<void> =>
      within(asking, 'change', target, async () => {
        const ended_at = step === past ? clock() : null;
        await database
          .insertInto('questionnaire')
          .values({ patient: asking.caller.patient, step, ended_at })
          .onConflict((conflict) =>
            conflict.column('patient').doUpdateSet({
              step: sql<number>`greatest(questionnaire.step, excluded.step)`,
              ended_at: sql<Date | null>`coalesce(questionnaire.ended_at, excluded.ended_at)`,
            }),
          )
          .execute();
      }),
  };
}
