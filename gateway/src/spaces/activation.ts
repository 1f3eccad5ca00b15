import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { nameOf } from '../auth/accounts.ts';
import { bySource } from '../auth/limits.ts';
import { readTicket, sameHash } from '../auth/one-time.ts';
import { composedIdentifier, hashPassword, isIdentifier, isPassword, isStrongEnough } from '../auth/passwords.ts';
import { spend } from '../auth/throttle.ts';
import type { Answer, Request } from '../client/route.ts';
import type { spaceRoutes } from '../client/spaces.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { mailOf } from '../mail/templates.ts';
import { findInsured, type Insured } from './insured.ts';
import { openSpace } from './open-space.ts';
import type { SpaceParts } from './parts.ts';

type Given = Request<typeof spaceRoutes, 'POST /api/spaces'>['body'];
type Opened = Answer<typeof spaceRoutes, 'POST /api/spaces'>;

/**
 * A3, A5: opens the space of the person identified, with the identifier and password chosen. Asked again with the same, because the
 * first answer was lost, it answers the same.
 * @throws Problem `opening-expired`, `identifier-invalid`, `identifier-taken`, `password-weak`, `email-missing`
 */
export async function activate(
  parts: SpaceParts,
  given: Given,
  origin: { request: string; ip: string },
): Promise<Opened> {
  await spend(parts.database, parts.clock(), [bySource({ secret: parts.secret, ip: origin.ip }, 'activation')]);
  const opening = await findOpening(parts, given.opening);
  const identifier = composedIdentifier(given.identifier);
  if (opening.used) return repeated(parts, opening.person, identifier, given.password);
  await checkChoice(parts, identifier, given.password);
  const account = { identifier, password: await hashPassword(given.password) };
  const patient = await openSpace(parts, opening.person, {
    by: 'person',
    andThen: async (transaction, id) => {
      await useUp(transaction, parts.clock(), opening);
      await addAccount(transaction, id, opening.person, account);
    },
  });
  await parts.guard.record({
    ...{ request: origin.request, action: 'space.add', patient, outcome: 'success', reason: 'activated' },
    actor: { kind: 'patient', id: patient, name: nameOf(opening.person) },
  });
  await parts.notices.tell({ to: opening.person.email, ...mailOf('space-opened', 'fr', { address: parts.publicUrl }) });
  return { identifier };
}

interface Opening {
  id: string;
  used: boolean;
  person: Insured & { email: string };
}

async function findOpening({ database, clock }: SpaceParts, ticket: string): Promise<Opening> {
  const given = readTicket(ticket);
  const row = await database
    .selectFrom('one_time')
    .selectAll()
    .where('id', '=', given?.id ?? '')
    .where('purpose', '=', 'opening')
    .where('expires_at', '>', clock())
    .executeTakeFirst();
  if (!row || !sameHash(row.hash, given?.hash ?? '')) throw problem('opening-expired');
  const person = await findInsured(database, row.subject);
  if (!person) throw problem('opening-expired');
  if (!person.email) throw problem('email-missing');
  return { id: row.id, used: row.used_at !== null, person: { ...person, email: person.email } };
}

async function checkChoice({ database }: SpaceParts, identifier: string, password: string): Promise<void> {
  if (!isIdentifier(identifier)) throw problem('identifier-invalid');
  if (!isStrongEnough(password)) throw problem('password-weak');
  const taken = await database
    .selectFrom('account')
    .select('id')
    .where('identifier', '=', identifier)
    .executeTakeFirst();
  if (taken) throw problem('identifier-taken');
}

/** The opening and the person's provisional code serve once, however many requests bring them at the same time. */
async function useUp(transaction: Kysely<Tables>, now: Date, { id, person }: Opening): Promise<void> {
  const used = await transaction
    .updateTable('one_time')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!used) throw problem('opening-expired');
  await transaction
    .updateTable('one_time')
    .set({ used_at: now })
    .where('purpose', 'in', ['provisional', 'opening'])
    .where('subject', '=', person.ins)
    .where('used_at', 'is', null)
    .execute();
}

async function addAccount(
  transaction: Kysely<Tables>,
  patient: string,
  person: Opening['person'],
  account: { identifier: string; password: string },
): Promise<void> {
  const { email, mobile } = person;
  const added = await transaction
    .insertInto('account')
    .values({ id: randomUUID(), patient, ...account, email, mobile })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) return;
  const own = await transaction.selectFrom('account').select('id').where('patient', '=', patient).executeTakeFirst();
  throw problem(own ? 'opening-expired' : 'identifier-taken');
}

async function repeated(
  { database }: SpaceParts,
  person: Insured,
  identifier: string,
  password: string,
): Promise<Opened> {
  const account = await database
    .selectFrom('account')
    .innerJoin('space', 'space.patient', 'account.patient')
    .select('account.password')
    .where('space.ins', '=', person.ins)
    .where('account.identifier', '=', identifier)
    .executeTakeFirst();
  if (!(await isPassword(account?.password, password))) throw problem('opening-expired');
  return { identifier };
}
