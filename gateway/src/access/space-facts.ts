import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Facts, Rules } from './facts.ts';

interface Row {
  ins: string;
  state: Facts['state'];
  version: string;
  rules: Rules;
  rules_pending: boolean;
  birth_date: string | null;
  representatives: Facts['representatives'] | null;
  broken: Record<string, { reason: string; until: string }> | null;
}

/**
 * All that the database knows of a space, at one moment: every write asks for it, so it is one statement.
 * @returns `rulesPending`: a change of the consents is under way, and the rules may no longer hold
 */
export async function readSpace(
  database: Database,
  patient: string,
  now: Date,
): Promise<{ facts: Facts; rulesPending: boolean } | undefined> {
  const { rows } = await sql<Row>`/* prepared space-facts */
    select space.ins, space.state, space.version, space.rules, space.rules_pending, insured.birth_date,
      (select jsonb_object_agg(person, jsonb_build_object('since', since)) from legal_representative
        where patient = space.patient and ended_at is null) as representatives,
      (select jsonb_object_agg(rpps, jsonb_build_object('reason', reason, 'until', until)) from break_glass
        where patient = space.patient and until > ${now}) as broken
    from space left join insured using (ins) where space.patient = ${patient}`.execute(database);
  const [row] = rows;
  return row && { facts: factsOf(patient, row), rulesPending: row.rules_pending };
}

const factsOf = (patient: string, { ins, state, version, rules, birth_date, representatives, broken }: Row): Facts => ({
  ...{ patient, ins, state, version, rules },
  ...(birth_date === null ? {} : { birthDate: birth_date }),
  representatives: representatives ?? {},
  brokenGlass: Object.fromEntries(
    Object.entries(broken ?? {}).map(([rpps, { reason, until }]) => [rpps, { reason, until: new Date(until) }]),
  ),
});
