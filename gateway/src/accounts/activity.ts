import { sql } from 'kysely';
import { firstNameOf } from '../auth/accounts.ts';
import type { AuditLine } from '../audit/ledger.ts';
import type { Answer } from '../client/route.ts';
import type { ActivityLine, settingsRoutes } from '../client/settings.ts';
import type { AccountParts, Asking } from './parts.ts';

const size = 20;

/**
 * F5: what the person did, in their own space and in those of children whom they represent or represented, and what was tried at their account.
 * What they merely looked at in their own pages is left out: it would bury the rest.
 */
export async function activity(
  { database }: Pick<AccountParts, 'database'>,
  { caller: { person } }: Asking,
  page: number,
): Promise<Answer<typeof settingsRoutes, 'GET /api/settings/activity'>> {
  const children = await childrenOf(database, person);
  const line = sql`line::jsonb`;
  const own = sql`${line} -> 'actor' ->> 'id' = ${person}`;
  const about = sql`(patient = ${person} and ${line} ->> 'action' ~ '^(session|account|space)[.]')`;
  const changes = sql`${line} ->> 'action' !~ '[.](read|search|history)$'`;
  const where = sql`patient = any(${[person, ...children.keys()]}) and ${changes} and (${own} or ${about})`;
  const counted = await sql<{ total: string }>`select count(*) as total from audit_line where ${where}`.execute(
    database,
  );
  const { rows } = await sql<{ line: string }>`
    select line from audit_line where ${where} order by seq desc limit ${size} offset ${(page - 1) * size}`.execute(
    database,
  );
  return {
    lines: rows.map((row) => lineOf(JSON.parse(row.line) as AuditLine, person, children)),
    total: Number(counted.rows[0]?.total ?? 0),
  };
}

async function childrenOf(database: AccountParts['database'], person: string): Promise<Map<string, string>> {
  const rows = await database
    .selectFrom('legal_representative')
    .innerJoin('space', 'space.patient', 'legal_representative.patient')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .select(['space.patient', 'insured.birth_name', 'insured.first_names', 'insured.used_name'])
    .select('insured.used_first_name')
    .where('person', '=', person)
    .execute();
  return new Map(rows.map((row) => [row.patient, firstNameOf(row)]));
}

function lineOf(line: AuditLine, person: string, children: Map<string, string>): ActivityLine {
  const { at, action, reason, outcome, actor, patient = '' } = line;
  const by = actor.id === person ? 'self' : actor.kind === 'operator' ? 'operator' : 'unknown';
  const child = children.get(patient);
  return { at, action, reason, outcome, by, ...(child ? { child } : {}) };
}
