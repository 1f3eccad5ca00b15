import { sql, type Kysely } from 'kysely';
import { noRules } from '../access/facts.ts';
import { isOfAge } from '../calendar.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';

/** Who moves a space: its owner or the holder of a code, a legal representative, the night's work, an operator. */
export type Mover = 'person' | 'representative' | 'night' | 'operator';
export type SpaceState = 'open' | 'opposed' | 'closed';

/**
 * Which state may follow which, and by whose hand; what is not here is refused. `none`: there is no space yet. That a person has proved
 * themselves, or that a representative may act for this child, is for the caller to have seen.
 */
export const transitions: Record<SpaceState, Partial<Record<'none' | SpaceState, readonly Mover[]>>> = {
  open: {
    none: ['person', 'representative', 'night'],
    opposed: ['person', 'representative'],
    closed: ['person', 'representative'],
  },
  opposed: { none: ['person', 'representative'] },
  closed: { open: ['person', 'representative', 'operator'] },
};

export interface Move {
  ins: string;
  /** Id of the Patient, whether it is there yet or not. */
  patient: string;
  to: SpaceState;
  by: Mover;
  at: Date;
}

/**
 * The one writer of a space's state. Takes the person's lock, moves the version (so that every copy decides afresh), ends the
 * announcement of an automatic opening, has a space that opens be welcomed, and leaves no code that would open again one that is shut.
 * Nobody represents an adult: from the eighteenth birthday on a representative's hand moves nothing, whatever the caller has seen before.
 * @returns `unchanged` when the space was in that state already
 * @throws Problem `space-state` when it may not go there from where it is, by this hand
 */
export async function moveSpace(transaction: Kysely<Tables>, move: Move): Promise<'moved' | 'unchanged'> {
  await lockPerson(transaction, move.ins);
  if (move.by === 'representative') await mustBeMinor(transaction, move);
  if (!(await made(transaction, move)) && !(await moved(transaction, move))) {
    const space = await transaction.selectFrom('space').select('state').where('ins', '=', move.ins).executeTakeFirst();
    if (space?.state !== move.to) throw problem('space-state');
    return 'unchanged';
  }
  await endAnnouncement(transaction, move);
  if (move.to !== 'open') await voidCodes(transaction, move);
  if (move.to === 'open') await welcomeLater(transaction, move);
  return 'moved';
}

/**
 * One hand at a time on a person's opening, until the transaction ends. Several people are locked in the order of their INS, lest two
 * transactions wait for each other.
 */
export async function lockPerson(transaction: Kysely<Tables>, ins: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`person ${ins}`}, 0))`.execute(transaction);
}

async function mustBeMinor(transaction: Kysely<Tables>, { ins, at }: Move): Promise<void> {
  const person = await transaction.selectFrom('insured').select('birth_date').where('ins', '=', ins).executeTakeFirst();
  if (!person || isOfAge(person.birth_date, at)) throw problem('space-state');
}

async function made(transaction: Kysely<Tables>, { ins, patient, to, by, at }: Move): Promise<boolean> {
  if (!transitions[to].none?.includes(by)) return false;
  const row = await transaction
    .insertInto('space')
    .values({ ...{ patient, ins, state: to, opened_by: openedBy(by), opened_at: at }, rules: JSON.stringify(noRules) })
    .onConflict((conflict) => conflict.column('ins').doNothing())
    .returning('patient')
    .executeTakeFirst();
  return row !== undefined;
}

async function moved(transaction: Kysely<Tables>, { ins, to, by, at }: Move): Promise<boolean> {
  const from = (['open', 'opposed', 'closed'] as const).filter((state) => transitions[to][state]?.includes(by));
  if (from.length === 0) return false;
  const row = await transaction
    .updateTable('space')
    .set((of) => ({ state: to, version: of('version', '+', '1'), ...marks(to, by, at) }))
    .where('ins', '=', ins)
    .where('state', 'in', from)
    .where((of) => of.or([of('state', '!=', 'closed'), of('keep_until', '>', at)]))
    .returning('patient')
    .executeTakeFirst();
  return row !== undefined;
}

/** Years that the record of a closed space is kept. */
const yearsKept = 10;

function marks(to: SpaceState, by: Mover, at: Date) {
  if (to === 'closed') return { closed_at: at, keep_until: yearsAfter(at, yearsKept) };
  return { closed_at: null, keep_until: null, ...(to === 'open' ? { opened_by: openedBy(by), opened_at: at } : {}) };
}

function yearsAfter(at: Date, years: number): Date {
  const then = new Date(at);
  then.setUTCFullYear(then.getUTCFullYear() + years);
  return then;
}

const openedBy = (by: Mover) => (by === 'representative' || by === 'night' ? by : 'person');

async function endAnnouncement(transaction: Kysely<Tables>, { ins, to, by, at }: Move): Promise<void> {
  await transaction
    .updateTable('announcement')
    .set({ ended_at: at, ended_by: to === 'opposed' ? 'opposed' : by === 'night' ? 'opened' : 'activated' })
    .where('ins', '=', ins)
    .where('ended_at', 'is', null)
    .execute();
}

/** Coming back takes a new code: those that lie about, and the ways that they opened, have served. */
async function voidCodes(transaction: Kysely<Tables>, { ins, at }: Move): Promise<void> {
  await transaction
    .updateTable('one_time')
    .set({ used_at: at })
    .where('purpose', 'in', ['provisional', 'opening'])
    .where('subject', '=', ins)
    .where('used_at', 'is', null)
    .execute();
}

/** A9: a welcome message is due, unless one was filed when the space opened before. */
async function welcomeLater(transaction: Kysely<Tables>, { patient, at }: Move): Promise<void> {
  await transaction
    .insertInto('welcome')
    .values({ patient, at, next_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
