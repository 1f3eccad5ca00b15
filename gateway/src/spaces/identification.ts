import { firstNameOf } from '../auth/accounts.ts';
import { amongAll, bySource, bySubject } from '../auth/limits.ts';
import { freshTicket, minutesAfter } from '../auth/one-time.ts';
import { stranger } from '../auth/sign-in-audit.ts';
import { giveBack, spend } from '../auth/throttle.ts';
import type { Answer, Request } from '../client/route.ts';
import type { spaceRoutes } from '../client/spaces.ts';
import { problem } from '../errors.ts';
import { maskedEmail } from '../mail/masked.ts';
import { findInsured, insOf, type Insured } from './insured.ts';
import type { SpaceParts } from './parts.ts';
import { isProvisionalCode } from './provisional-codes.ts';

type Key = 'POST /api/spaces/identification';
type Given = Request<typeof spaceRoutes, Key>['body'];

/** Minutes between the identification and the choice. */
const openingMinutes = 30;

/**
 * A2: who holds the code, the card and its numbers. Whether a NIR exists shows neither in the answer nor in the time that it takes.
 * @throws Problem `identification-failed`, `attempts-exceeded`, `email-missing`
 */
export async function identify(
  parts: SpaceParts,
  given: Given,
  origin: { request: string; ip: string },
): Promise<Answer<typeof spaceRoutes, Key>> {
  const ins = insOf(given.nir);
  const names = { secret: parts.secret, ip: origin.ip };
  const what = 'identification';
  const source = amongAll(bySource(names, what), what);
  await spend(parts.database, parts.clock(), [source]);
  const [person, isCode] = [await findInsured(parts.database, ins), await isProvisionalCode(parts, ins, given.code)];
  const subject = bySubject(names, what, ins);
  if (!person || !isCode || !isCard(person, given) || isAttached(person)) {
    await write(parts, origin.request, 'refused', 'identification-failed');
    // Counted here and not before: a right code (2^59 to guess) opens the way whatever strangers tried in its owner's name.
    await spend(parts.database, parts.clock(), [subject]);
    throw problem('identification-failed');
  }
  await giveBack(parts.database, [source, subject]);
  if (!person.email) throw problem('email-missing');
  await write(parts, origin.request, 'success', 'identified');
  const opening = await openWay(parts, ins);
  return { opening, firstName: firstNameOf(person), emailShown: maskedEmail(person.email) };
}

/** With photo: the last 11 digits of the serial; without: all of its 8 to 13. */
function isCard(person: Insured, given: Given): boolean {
  const expected = person.card === 'with-photo' ? person.card_serial.slice(-11) : person.card_serial;
  return person.card === given.card && expected === given.serial;
}

/** A minor's space is opened from the space of a parent (C1). */
const isAttached = ({ attached_to }: Insured): boolean => attached_to.length > 0;

async function openWay({ database, clock }: SpaceParts, ins: string): Promise<string> {
  const { ticket, id, hash } = freshTicket();
  const row = { id, hash, purpose: 'opening', subject: ins, used_at: null } as const;
  await database
    .insertInto('one_time')
    .values({ ...row, expires_at: minutesAfter(clock(), openingMinutes) })
    .execute();
  return ticket;
}

const write = ({ guard }: SpaceParts, request: string, outcome: 'success' | 'refused', reason: string): Promise<void> =>
  guard.record({ request, actor: stranger, action: 'space.identify', outcome, reason });
