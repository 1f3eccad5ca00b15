import { sql } from 'kysely';
import { insOf } from '../../spaces/insured.ts';
import type { Database } from '../../database/connect.ts';
import { UsageFault, type AdminParts, type Command } from '../parts.ts';
import { masked, readWords } from '../words.ts';

/** What an operator sees of spaces: their states, nothing of what they hold. */
export const spaceCommands: Record<string, Command> = {
  'spaces list': async (parts, given) => {
    const { words, options } = readWords(given, { state: 'value', ins: 'value', json: 'switch' });
    if (words.length > 0) throw new UsageFault('spaces list [--state STATE] [--ins INS] [--json]');
    const { state } = options;
    if (state !== undefined && !Object.hasOwn(states, state))
      throw new UsageFault(`--state is one of ${Object.keys(states).join(', ')}`);
    return options['ins'] === undefined
      ? listSpaces(parts, state, 'json' in options)
      : sayState(parts, insOf(options['ins']));
  },
};

/** Of whom the register knows; `none`: neither a space nor a notice. */
const states = {
  open: `space.state = 'open' and account.id is not null`,
  'open-without-login': `space.state = 'open' and account.id is null`,
  opposed: `space.state = 'opposed'`,
  closed: `space.state = 'closed'`,
  announced: `space.state is null and announcement.ins is not null`,
  none: `space.state is null and announcement.ins is null`,
} as const;

const stateOf = sql.raw(
  `case ${Object.entries(states)
    .map(([name, condition]) => `when ${condition} then '${name}'`)
    .join(' ')} end`,
);
/** People of the register, with whatever stands in their name; spaces of whom it knows no more stay. */
const people = sql.raw(`insured
  full join space on space.ins = insured.ins
  left join account on account.patient = space.patient and account.closed_at is null
  left join announcement on announcement.ins = insured.ins and announcement.ended_at is null`);

async function listSpaces(
  { database, say, record }: AdminParts,
  only: string | undefined,
  json: boolean,
): Promise<number> {
  const counts = (await counted(database)).filter(({ state }) => only === undefined || state === only);
  if (json) say(JSON.stringify(Object.fromEntries(counts.map(({ state, count }) => [state, Number(count)]))));
  else for (const { state, count } of counts) say(`${state} ${count}`);
  if (!json && counts.length === 0) say('no space');
  await record({ action: 'space.search', outcome: 'success', reason: 'listed' });
  return 0;
}

const counted = async (database: Database): Promise<{ state: string; count: string }[]> =>
  (
    await sql<{ state: string; count: string }>`
      select ${stateOf} as state, count(*) as count from ${people} group by 1 order by 1`.execute(database)
  ).rows;

async function sayState({ database, say, record }: AdminParts, ins: string): Promise<number> {
  const { rows } = await sql<{ state: string; patient: string | null; opens_on: string | null }>`
    select ${stateOf} as state, space.patient, announcement.opens_on from ${people}
    where coalesce(insured.ins, space.ins) = ${ins}`.execute(database);
  const found = rows[0];
  const opens = found?.opens_on ? `, opens on ${found.opens_on}` : '';
  say(`${masked(ins)}: ${found ? `${found.state}${opens}` : 'not in the register'}`);
  await record({
    ...{
      action: 'space.read',
      outcome: found ? 'success' : 'refused',
      reason: found ? 'state' : 'not in the register',
    },
    ...(found?.patient ? { patient: found.patient } : {}),
  });
  return found ? 0 : 1;
}
