import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { nameOf } from '../auth/accounts.ts';
import { bySource } from '../auth/limits.ts';
import { freshSecret } from '../auth/one-time.ts';
import { checkNewPassword, wordsAbout } from '../auth/new-password.ts';
import { composedIdentifier, hashPassword, isPassword } from '../auth/passwords.ts';
import { giveBack, spend } from '../auth/throttle.ts';
import { isOfAge } from '../calendar.ts';
import type { Answer, Request } from '../client/route.ts';
import type { spaceRoutes } from '../client/spaces.ts';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { checkIdentifier } from './identifier.ts';
import type { Insured } from './insured.ts';
import { openSpace } from './open-space.ts';
import { findOpening, standing, useUp, type Opening, type Verified } from './opening.ts';
import type { Origin, SpaceParts } from './parts.ts';

type Given = Request<typeof spaceRoutes, 'POST /api/spaces'>['body'];
type Opened = Answer<typeof spaceRoutes, 'POST /api/spaces'>;

/** Choices of one opening: identifiers of others are not to be found by trying. */
const tries = 5;

/**
 * A3, A5: opens the space of the person identified, with the identifier and password chosen. Asked again with the same, because the
 * first answer was lost, it answers the same.
 * @throws Problem `opening-expired`, `contact-unverified`, `identifier-invalid`, `identifier-unavailable`, `password-weak`,
 * `password-guessable`, `already-active`, `space-state`
 */
export async function activate(parts: SpaceParts, given: Given, origin: Origin): Promise<Opened> {
  await spend(parts.database, parts.clock(), [bySource({ secret: parts.secret, ip: origin.ip }, 'activation')]);
  const opening = await findOpening(parts, given.opening);
  const identifier = composedIdentifier(given.identifier);
  if (opening.used) return repeated(parts, opening, identifier, given.password);
  const email = opening.verified.email;
  if (!email) throw problem('contact-unverified');
  checkIdentifier(identifier);
  await checkNewPassword(parts, given.password, wordsAbout({ ...opening.person, identifier, email }));
  const login = { identifier, password: await hashPassword(given.password), language: given.language ?? 'fr' };
  await countTry(parts, opening);
  const patient = await open(parts, opening, { ...login, ...opening.verified, email });
  await parts.guard.record({
    ...{ request: origin.request, action: 'space.add', patient, outcome: 'success', reason: 'activated' },
    actor: { kind: 'patient', id: patient, name: nameOf(opening.person) },
  });
  return { identifier, minors: await minorsOf(parts, opening.person) };
}

interface Login extends Verified {
  identifier: string;
  /** Hashed. */
  password: string;
  language: 'fr' | 'en';
  email: string;
}

const open = (parts: SpaceParts, opening: Opening, login: Login): Promise<string> =>
  openSpace(parts, opening.person, {
    by: 'person',
    andThen: async (transaction, patient) => {
      await useUp(transaction, parts.clock(), opening);
      const account = await addAccount(transaction, { patient, at: parts.clock(), login });
      await parts.tellPerson({ account }, 'space-opened', { address: parts.publicUrl }, { within: transaction });
    },
  });

/** @throws Problem `opening-expired` after too many choices: one identifies oneself again, with the code that came back by then. */
async function countTry({ database }: SpaceParts, { id }: Opening): Promise<void> {
  const counted = await database
    .updateTable('one_time')
    .set((of) => ({ tries: of('tries', '+', 1) }))
    .where('id', '=', id)
    .where('tries', '<', tries)
    .returning('id')
    .executeTakeFirst();
  if (!counted) throw problem('opening-expired');
}

async function addAccount(
  transaction: Kysely<Tables>,
  { patient, at, login }: { patient: string; at: Date; login: Login },
): Promise<string> {
  const { identifier, password, language, email, mobile } = login;
  const verified = { email_verified_at: at, mobile_verified_at: mobile ? at : null };
  const added = await transaction
    .insertInto('account')
    .values({
      ...{ id: randomUUID(), patient, identifier, password, language, email, mobile: mobile ?? null, ...verified },
      ...{ handle: freshSecret(), created_at: at, password_at: at },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) return added.id;
  const { ins } = await transaction
    .selectFrom('space')
    .select('ins')
    .where('patient', '=', patient)
    .executeTakeFirstOrThrow();
  throw problem((await standing(transaction, ins)).hasLogin ? 'already-active' : 'identifier-unavailable');
}

/** A6: children of whom the insurer knows, whose spaces this person may open next. */
async function minorsOf({ database, clock }: { database: Database; clock: () => Date }, { ins }: Insured) {
  const children = await database
    .selectFrom('insured')
    .select('birth_date')
    .where(sql<boolean>`attached_to @> array[${ins}]`)
    .execute();
  return children.filter(({ birth_date }) => !isOfAge(birth_date, clock())).length;
}

/** Counted, lest an opening that has served be a place to try passwords without end. */
async function repeated(
  parts: SpaceParts,
  { id, person }: Opening,
  identifier: string,
  password: string,
): Promise<Opened> {
  const limit = { key: `activation repeated ${id}`, most: 2 * tries, seconds: 60 * 60 };
  await spend(parts.database, parts.clock(), [limit]);
  const account = await parts.database
    .selectFrom('account')
    .innerJoin('space', 'space.patient', 'account.patient')
    .select('account.password')
    .where('space.ins', '=', person.ins)
    .where('account.identifier', '=', identifier)
    .where('account.closed_at', 'is', null)
    .executeTakeFirst();
  if (!(await isPassword(account?.password, password))) throw problem('opening-expired');
  await giveBack(parts.database, [limit]);
  return { identifier, minors: await minorsOf(parts, person) };
}
