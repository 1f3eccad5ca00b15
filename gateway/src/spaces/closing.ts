import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import type { SpaceParts } from './parts.ts';
import { moveSpace, type Mover } from './states.ts';

/** A closing as its certificate says it, and the day until which the record is kept: instants, ISO 8601. */
export interface Closing {
  certificate: string;
  code: string;
  at: string;
  keptUntil: string;
  /** False when the space was closed already, and this is another certificate of it. */
  moved: boolean;
}

interface ToClose {
  ins: string;
  patient: string;
  /** Whose space it is, as the certificate names them. */
  name: string;
  by: Mover;
  at: Date;
}

/** Certificates of one closing. */
const certificates = 5;

/**
 * F5: closes a space. From the transaction's end on nobody enters, on any copy and by any door; copies of it that wait to be fetched are deleted,
 * the record is kept as the rule says. Asked again because the first answer was lost, it gives another certificate of the same closing.
 * @throws Problem `space-state`
 */
export async function closeSpace(
  parts: Pick<SpaceParts, 'issueCertificate'>,
  transaction: Kysely<Tables>,
  { name, ...space }: ToClose,
): Promise<Closing> {
  const moved = (await moveSpace(transaction, { ...space, to: 'closed' })) === 'moved';
  await transaction.deleteFrom('export').where('patient', '=', space.patient).execute();
  const { at, keptUntil } = await closingOf(transaction, space.ins);
  if (!moved && (await issued(transaction, space.ins, at)) >= certificates) throw problem('space-state');
  const certificate = await parts.issueCertificate(transaction, { kind: 'closing', ins: space.ins, name, at });
  return { ...certificate, at: at.toISOString(), keptUntil: keptUntil.toISOString(), moved };
}

async function closingOf(transaction: Kysely<Tables>, ins: string): Promise<{ at: Date; keptUntil: Date }> {
  const { closed_at: at, keep_until: keptUntil } = await transaction
    .selectFrom('space')
    .select(['closed_at', 'keep_until'])
    .where('ins', '=', ins)
    .executeTakeFirstOrThrow();
  if (!at || !keptUntil) throw problem('space-state');
  return { at, keptUntil };
}

async function issued(transaction: Kysely<Tables>, ins: string, at: Date): Promise<number> {
  const { count } = await transaction
    .selectFrom('certificate')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('ins', '=', ins)
    .where('kind', '=', 'closing')
    .where('at', '=', at)
    .executeTakeFirstOrThrow();
  return Number(count);
}
