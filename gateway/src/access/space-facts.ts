import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Facts, Rules } from './decision-facts.ts';

interface Row {
  patient: string;
  ins: string;
  state: Facts['state'];
  version: string;
  rules: Rules;
  rules_pending: boolean;
  birth_date: string | null;
  representatives: Facts['representatives'] | null;
  broken: Record<string, { reason: string; until: string }> | null;
}

/** What the database knows of a space. `rulesPending`: a change of the consents is under way, and the rules may no longer hold. */
interface Space {
  facts: Facts;
  rulesPending: boolean;
}

/** All that the database knows of some spaces, at one moment: every write asks for one, so it is one statement. */
export async function readSpaces(database: Database, patients: string[], now: Date): Promise<Space[]> {
  const { rows } = await sql<Row>`/* prepared space-facts */
    select space.patient, space.ins, space.state, space.version, space.rules, space.rules_pending, insured.birth_date,
      (select jsonb_object_agg(person, jsonb_build_object('since', since)) from legal_representative
        where patient = space.patient and ended_at is null) as representatives,
      (select jsonb_object_agg(rpps, jsonb_build_object('reason', reason, 'until', until)) from break_glass
        where patient = space.patient and until > ${now}) as broken
    from space left join insured using (ins) where space.patient = any(${patients})`.execute(database);
  return rows.map((row) => ({ facts: factsOf(row), rulesPending: row.rules_pending }));
}

const factsOf = ({ birth_date, representatives, broken, ...row }: Row): Facts => ({
  ...{ patient: row.patient, ins: row.ins, state: row.state, version: row.version, rules: row.rules },
  ...(birth_date === null ? {} : { birthDate: birth_date }),
  representatives: representatives ?? {},
  brokenGlass: Object.fromEntries(
    Object.entries(broken ?? {}).map(([rpps, { reason, until }]) => [rpps, { reason, until: new Date(until) }]),
  ),
});
