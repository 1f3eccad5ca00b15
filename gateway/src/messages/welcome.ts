import { messageToFhir, type Message } from '@passerelle/fhir-mappings';
import { sql } from 'kysely';
import type { Enter } from '../access/enter.ts';
import type { Database } from '../database/connect.ts';
import { derivedId } from '../derived-id.ts';
import { firstNameOf } from '../auth/accounts.ts';
import { isOfAge } from '../calendar.ts';
import { recipientsOf } from '../mail/patient-notices.ts';
import { addressOf } from './addresses.ts';
import { isThere } from './intake.ts';
import { childWelcomeText, welcomeText, type Welcome } from './welcome-text.ts';

export interface WelcomeParts {
  database: Database;
  enter: Enter;
  /** Domain of the patients' addresses. */
  mssDomain: string;
  clock: () => Date;
}

/** How many a turn, and how long one has for its message before another copy may try, doubling up to an hour. Seconds. */
const batch = 20;
const lease = 30;
const longest = 3600;

interface Due {
  patient: string;
  ins: string;
}

/**
 * A9: files the welcome messages that are due, under ids that follow from the space: whatever ends half-way, there is one. Each space is
 * taken by one copy at a time; what fails now is tried again later.
 * @returns how many were filed
 */
export async function fileWelcomes(parts: WelcomeParts): Promise<number> {
  let filed = 0;
  for (const due of await taken(parts)) if (await file(parts, due).catch(() => false)) filed += 1;
  return filed;
}

async function taken({ database, clock }: WelcomeParts): Promise<Due[]> {
  const now = clock();
  const { rows } = await sql<Due>`
    update welcome set tries = tries + 1,
      next_at = ${now}::timestamptz + least(${lease} * 2 ^ least(tries, 20), ${longest}) * interval '1 second'
    from space where space.patient = welcome.patient and welcome.patient in (
      select due.patient from welcome as due join space as of using (patient)
      where filed_at is null and of.state = 'open' and (tries = 0 or next_at <= ${now})
      order by next_at limit ${batch} for update of due skip locked)
    returning welcome.patient, space.ins`.execute(database);
  return rows;
}

async function file(parts: WelcomeParts, { patient, ins }: Due): Promise<boolean> {
  const { enter, database, clock } = parts;
  const id = derivedId('welcome', patient);
  const target = `Communication/${id}`;
  const caller = { kind: 'bridge', sender: 'Passerelle' } as const;
  const [reader] = await recipientsOf(database, patient, clock());
  await enter({ caller, action: 'message.add', patient, target, request: id }, async (record) => {
    if (await isThere(record, id)) return;
    const entry = messageFor(parts, ins, patient, await welcomeOf(parts, ins, reader?.language ?? 'fr'));
    const resource = { ...messageToFhir({ patient, author: installation, entry }), id };
    await record.transact([{ resource, request: { method: 'PUT', url: target }, fresh: true }]);
  });
  await database.updateTable('welcome').set({ filed_at: clock() }).where('patient', '=', patient).execute();
  return true;
}

/** Nobody whom a reply could reach. */
const installation = { kind: 'other', name: 'Passerelle' } as const;

async function welcomeOf({ database, clock }: WelcomeParts, ins: string, language: 'fr' | 'en'): Promise<Welcome> {
  const owner = await database
    .selectFrom('insured')
    .select(['birth_date', 'birth_name', 'first_names', 'used_name', 'used_first_name'])
    .where('ins', '=', ins)
    .executeTakeFirst();
  const isChild = owner !== undefined && !isOfAge(owner.birth_date, clock());
  return isChild ? childWelcomeText[language](firstNameOf(owner).slice(0, 40)) : welcomeText[language];
}

function messageFor({ mssDomain, clock }: WelcomeParts, ins: string, patient: string, welcome: Welcome): Message {
  const at = clock().toISOString();
  return {
    ...welcome,
    from: `ne-pas-repondre@${mssDomain}`,
    to: [{ address: addressOf(ins, mssDomain), patient: true }],
    ...{ sentAt: at, receivedAt: at, conversation: derivedId('welcome-conversation', patient) },
    delivery: { state: 'delivered', at },
  };
}

/** Files what is due, turn by turn. @param every milliseconds between two turns */
export function startWelcoming(
  parts: WelcomeParts,
  every: number,
  report: (fault: Error) => void,
): { stop: () => Promise<void> } {
  let turn: Promise<unknown> = Promise.resolve();
  let running = false;
  const run = (): void => {
    if (running) return;
    running = true;
    turn = fileWelcomes(parts)
      .catch(report)
      .finally(() => (running = false));
  };
  const timer = setInterval(run, every).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await turn;
    },
  };
}
