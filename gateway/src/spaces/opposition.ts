import { nameOf } from '../auth/accounts.ts';
import { bySource } from '../auth/limits.ts';
import { minutesAfter } from '../auth/one-time.ts';
import { spend } from '../auth/throttle.ts';
import type { Answer, Request } from '../client/route.ts';
import type { spaceRoutes } from '../client/spaces.ts';
import { problem } from '../errors.ts';
import type { Insured } from './insured.ts';
import { patientIdOf } from './open-space.ts';
import { findOpening, standing, useUp } from './opening.ts';
import type { Origin, SpaceParts } from './parts.ts';
import { claimMinutes } from './provisional-codes.ts';
import { lockPerson, moveSpace } from './states.ts';

type Key = 'POST /api/spaces/opposition';
type Refused = Answer<typeof spaceRoutes, Key>;

/**
 * A3: the person identified refuses the space; one that opened by itself, and where nobody has ever signed in, is closed. The choice uses up
 * every code, so that coming back takes a new one. It is in force when this answers, on every copy and at every door.
 * Asked again because the first answer was lost, it gives another certificate of the same refusal.
 * @returns the certificate of it
 * @throws Problem `opening-expired`, `already-active` (who has a login closes the space from inside), `space-state`
 */
export async function oppose(
  parts: SpaceParts,
  given: Request<typeof spaceRoutes, Key>['body'],
  origin: Origin,
): Promise<Refused> {
  await spend(parts.database, parts.clock(), [bySource({ secret: parts.secret, ip: origin.ip }, 'opposition')]);
  const opening = await findOpening(parts, given.opening);
  if (opening.used) return repeated(parts, opening.person);
  const { person } = opening;
  const at = parts.clock();
  const patient = patientIdOf(parts.secret, person.ins);
  const { kind, ...issued } = await parts.database.transaction().execute(async (transaction) => {
    // Before the codes, as who opens does: taken the other way round, each would wait for what the other holds.
    await lockPerson(transaction, person.ins);
    await useUp(transaction, at, opening);
    const { state, hasLogin } = await standing(transaction, person.ins);
    if (hasLogin) throw problem('already-active');
    const [to, kind] = state === 'open' ? (['closed', 'closing'] as const) : (['opposed', 'opposition'] as const);
    await moveSpace(transaction, { ins: person.ins, patient, to, by: 'person', at });
    await parts.tellPerson({ ins: person.ins }, 'space-opposed', { address: parts.publicUrl }, { within: transaction });
    const about = { kind, ins: person.ins, name: nameOf(person), at };
    return { kind, ...(await parts.issueCertificate(transaction, about)) };
  });
  await parts.guard.record({
    ...{ request: origin.request, action: 'space.remove', patient, outcome: 'success' },
    ...{ reason: kind === 'closing' ? 'closed' : 'opposed' },
    actor: { kind: 'patient', id: patient, name: nameOf(person) },
  });
  return { ...issued, at: at.toISOString() };
}

/** Certificates of one refusal. */
const certificates = 5;

/** The code of the first is nowhere kept: who did not get it gets one with a code of its own. */
const repeated = (parts: SpaceParts, { ins }: Insured): Promise<Refused> =>
  parts.database.transaction().execute(async (transaction) => {
    await lockPerson(transaction, ins);
    const issued = await transaction
      .selectFrom('certificate')
      .select(['kind', 'name', 'at'])
      .where('ins', '=', ins)
      .where('at', '>', minutesAfter(parts.clock(), -claimMinutes))
      .execute();
    const [last] = issued;
    const { state } = await standing(transaction, ins);
    if (!last || issued.length >= certificates || state === 'open') throw problem('opening-expired');
    return { ...(await parts.issueCertificate(transaction, { ...last, ins })), at: last.at.toISOString() };
  });
