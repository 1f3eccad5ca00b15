import type { Kysely } from 'kysely';
import type { AuditLine } from '../audit/ledger.ts';
import { reasons } from '../access/reasons.ts';
import { isOfAge } from '../calendar.ts';
import type { Tables } from '../database/tables.ts';
import { Problem, problem } from '../errors.ts';
import type { Asking, FamilyParts, Insured } from './parts.ts';

/** Who asks, as the register knows them: of age, with a space that is open. @throws Problem `access-refused` */
export async function adultOf({ database, clock }: FamilyParts, { caller }: Asking): Promise<Insured> {
  const adult = await database
    .selectFrom('space')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .selectAll('insured')
    .where('space.patient', '=', caller.person)
    .where('space.state', '=', 'open')
    .executeTakeFirst();
  if (!adult || !isOfAge(adult.birth_date, clock())) throw refusal();
  return adult;
}

/**
 * The child whose space this is, when who asks represents them now; the space's row stays locked until the transaction ends, so that the
 * representatives can be counted.
 * @param states that the space may be in: open, unless said
 * @throws Problem `access-refused`, in the same words whether there is such a space or not
 */
export async function representedBy(
  transaction: Kysely<Tables>,
  { caller }: Asking,
  profile: string,
  now: Date,
  states: readonly ('open' | 'closed')[] = ['open'],
): Promise<Insured & { by: 'register' | 'invitation'; id: string }> {
  // Before looking: what ended while this waited for the lock would still be seen by a statement that does both.
  await transaction.selectFrom('space').select('ins').where('patient', '=', profile).forUpdate().execute();
  const child = await transaction
    .selectFrom('space')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .innerJoin('legal_representative as kin', 'kin.patient', 'space.patient')
    .selectAll('insured')
    .select(['kin.by', 'kin.id'])
    .where('space.patient', '=', profile)
    .where('space.state', 'in', states)
    .where('kin.person', '=', caller.person)
    .where('kin.ended_at', 'is', null)
    .executeTakeFirst();
  if (!child || isOfAge(child.birth_date, now)) throw refusal();
  return child;
}

const refusal = (): Problem => problem('access-refused', { reason: reasons['not-own-record'], code: 'not-own-record' });

interface Act<T> {
  action: string;
  reason: string;
  /** The child, by Patient id, where there is one from the start; else what the work gives. */
  patient?: string | null;
  patientOf?: (result: T) => string;
}

/** Does something for a person, and writes down that it was done, refused or went wrong, before the answer leaves. */
export async function noted<T>(
  { guard }: Pick<FamilyParts, 'guard'>,
  { caller, request }: Asking,
  { action, patient, patientOf, reason }: Act<T>,
  work: () => Promise<T>,
): Promise<T> {
  const write = (outcome: AuditLine['outcome'], why: string, whose = patient): Promise<void> =>
    guard.record({
      ...{ request, action, outcome, reason: why, ...(whose ? { patient: whose } : {}) },
      // Who was refused represents nobody there.
      actor: { kind: outcome === 'refused' ? 'person' : 'representative', id: caller.person, name: caller.name },
    });
  const result = await work().catch(async (error: unknown) => {
    const code = error instanceof Problem ? error.code : 'unforeseen';
    const isRefusal = error instanceof Problem && error.row.status === 403;
    await write(isRefusal ? 'refused' : 'failed', code === 'access-refused' ? 'not-own-record' : code);
    throw error;
  });
  await write('success', reason, patientOf?.(result) ?? patient);
  return result;
}

/** @throws Problem `declaration-required` */
export function mustCertify(certifies: boolean, field = 'certifies'): void {
  const { fr, en } = problem('declaration-required').row;
  if (!certifies) throw problem('declaration-required', {}, [{ field, fr, en }]);
}
