import { amongAll, bySource, bySubject } from '../auth/limits.ts';
import { keyed, minutesAfter } from '../auth/one-time.ts';
import { seal } from '../auth/sealed.ts';
import { spend } from '../auth/throttle.ts';
import { isOfAge } from '../calendar.ts';
import type { Answer, Request } from '../client/route.ts';
import type { spaceRoutes } from '../client/spaces.ts';
import { steadily } from '../http/steady.ts';
import { maskedEmail, maskedMobile } from '../mail/masked.ts';
import { findInsured, insOf, isCardOf, type Insured } from './insured.ts';
import { ownContacts } from './own-contacts.ts';
import { steadyTime, type Origin, type SpaceParts } from './parts.ts';

type Key = 'POST /api/spaces/code-contacts';
type Given = Request<typeof spaceRoutes, Key>['body'];
type Contacts = Answer<typeof spaceRoutes, Key>;

/** Who asks for a code, as sealed between the two steps. */
export interface Asker {
  ins: string;
  serial: string;
}
export const askerSeal = 'code request';
const minutes = 15;
const what = 'code contacts';

/**
 * A1: where a new code can go. Who asks with a NIR that nobody has, or with another card's serial, gets an answer of the same kind, always
 * the same for that pair: neither a NIR nor a serial can be found by trying.
 * @throws Problem `attempts-exceeded`
 */
export const contactsFor = (parts: SpaceParts, given: Given, origin: Origin): Promise<Contacts> =>
  steadily(
    parts.steady ?? steadyTime,
    async () => {
      const asker = { ins: insOf(given.nir), serial: given.serial };
      const names = { secret: parts.secret, ip: origin.ip };
      const pair = bySubject(names, what, `${asker.ins} ${asker.serial}`);
      await spend(parts.database, parts.clock(), [amongAll(bySource(names, what), what), pair]);
      const person = await findInsured(parts.database, asker.ins);
      const other = await somebody(parts, asker);
      const request = seal(parts.secret, askerSeal, asker, minutesAfter(parts.clock(), minutes));
      const own = isAsker(person, asker, parts.clock()) ? await ownContacts(parts.database, person) : other;
      return { request, channels: channelsOf(parts, own) };
    },
    parts.overran,
  );

/** Whether a code may go to this person for who asks so. */
export const isAsker = (person: Insured | undefined, { serial }: Asker, now: Date): person is Insured =>
  person !== undefined && isCardOf(person, serial) && isOfAge(person.birth_date, now);

type Reachable = Pick<Insured, 'email' | 'mobile'>;

/**
 * The contacts to show to who has no right to any: masked, those of another adult of the register, chosen by what was typed. So they look as
 * contacts look here; a few letters and dots that name nobody.
 */
async function somebody(
  { database, secret, clock }: SpaceParts,
  { ins, serial }: Asker,
): Promise<Reachable | undefined> {
  const chosen = BigInt(`0x${keyed(secret, 'somebody', ins, serial).slice(0, 15)}`) % 10n ** 14n;
  const from = `${(chosen % 2n) + 1n}${String(chosen).padStart(14, '0').slice(1)}`;
  const adults = database
    .selectFrom('insured')
    .select(['email', 'mobile'])
    .where('birth_date', '<', `${clock().getUTCFullYear() - 19}`)
    .where('ins', '!=', ins)
    .orderBy('ins')
    .limit(1);
  return (await adults.where('ins', '>=', from).executeTakeFirst()) ?? (await adults.executeTakeFirst());
}

/** A letter can always be asked for: whether there is an address to write to does not show. */
function channelsOf({ sms }: SpaceParts, person: Reachable | undefined): Contacts['channels'] {
  const { email, mobile } = person ?? {};
  return [
    ...(email ? [{ channel: 'email' as const, shown: maskedEmail(email) }] : []),
    ...(mobile && sms ? [{ channel: 'sms' as const, shown: maskedMobile(mobile) }] : []),
    { channel: 'post', shown: '' },
  ];
}
