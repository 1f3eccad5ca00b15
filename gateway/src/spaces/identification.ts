import { firstNameOf } from '../auth/accounts.ts';
import { amongAll, bySource, bySubject } from '../auth/limits.ts';
import { stranger } from '../auth/sign-in-audit.ts';
import { giveBack, spend } from '../auth/throttle.ts';
import { isOfAge } from '../calendar.ts';
import type { Answer, Request } from '../client/route.ts';
import type { spaceRoutes } from '../client/spaces.ts';
import { problem } from '../errors.ts';
import { steadily } from '../http/steady.ts';
import { maskedEmail, maskedMobile } from '../mail/masked.ts';
import { findInsured, insOf, isCardOf, type Insured } from './insured.ts';
import { openWay, standing } from './opening.ts';
import { steadyTime, type Origin, type SpaceParts } from './parts.ts';
import { claimCode } from './provisional-codes.ts';

type Key = 'POST /api/spaces/identification';
type Given = Request<typeof spaceRoutes, Key>['body'];
type Identified = Answer<typeof spaceRoutes, Key>;

const what = 'identification';

/**
 * A2: who holds the code, the card and its numbers. Whether a NIR exists shows neither in the answer nor in the time that it takes.
 * @throws Problem `identification-failed`, `attempts-exceeded`; to who has everything right, `code-taken`, `already-active`
 */
export const identify = (parts: SpaceParts, given: Given, origin: Origin): Promise<Identified> =>
  steadily(parts.steady ?? steadyTime, () => identifyNow(parts, given, origin), parts.overran);

async function identifyNow(parts: SpaceParts, given: Given, origin: Origin): Promise<Identified> {
  const ins = insOf(given.nir);
  const names = { secret: parts.secret, ip: origin.ip };
  const source = amongAll(bySource(names, what), what);
  await spend(parts.database, parts.clock(), [source]);
  const person = await findInsured(parts.database, ins);
  const right = person && isCardOf(person, given.serial, given.card) && mayCome(person, parts.clock());
  // A wrong card never takes the code in hand: the same statements run, for nobody.
  const code = await claimCode(parts, { ins: right ? ins : '', code: given.code, own: origin.own });
  const subject = bySubject(names, what, ins);
  if (!right || code === 'wrong') {
    await write(parts, origin.request, 'refused', 'identification-failed');
    // Counted here and not before: a right code (2^59 to guess) opens the way whatever strangers tried in its owner's name.
    await spend(parts.database, parts.clock(), [subject]);
    throw problem('identification-failed');
  }
  await giveBack(parts.database, [source, subject]);
  if (code === 'taken') throw problem('code-taken');
  return admit(parts, person, origin);
}

async function admit(parts: SpaceParts, person: Insured, { request }: Origin): Promise<Identified> {
  const { state, hasLogin } = await standing(parts.database, person.ins);
  if (state === 'open' && hasLogin) throw problem('already-active');
  await write(parts, request, 'success', 'identified');
  return {
    opening: await openWay(parts, person.ins),
    firstName: firstNameOf(person),
    ...(person.email ? { emailShown: maskedEmail(person.email) } : {}),
    ...(person.mobile ? { mobileShown: maskedMobile(person.mobile) } : {}),
    ...{ state, sms: parts.sms !== undefined },
  };
}

/** A minor's space is opened from the space of a parent (C1), and is the child's own at 18, whatever the register still says. */
const mayCome = ({ birth_date }: Insured, now: Date): boolean => isOfAge(birth_date, now);

const write = ({ guard }: SpaceParts, request: string, outcome: 'success' | 'refused', reason: string): Promise<void> =>
  guard.record({ request, actor: stranger, action: 'space.identify', outcome, reason });
