import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { amongAll, bySource } from '../auth/limits.ts';
import { minutesAfter } from '../auth/one-time.ts';
import { seal, unseal } from '../auth/sealed.ts';
import { stranger } from '../auth/sign-in-audit.ts';
import { spend } from '../auth/throttle.ts';
import type { Request } from '../client/route.ts';
import type { spaceRoutes } from '../client/spaces.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import type { Whom } from '../mail/ways.ts';
import { askerSeal, isAsker, type Asker } from './code-contacts.ts';
import { findInsured, type Insured } from './insured.ts';
import { ownContacts } from './own-contacts.ts';
import type { Origin, SpaceParts } from './parts.ts';
import { issueProvisionalCode, validDays } from './provisional-codes.ts';
import { lockPerson } from './states.ts';

type Given = Request<typeof spaceRoutes, 'POST /api/spaces/codes'>['body'];

const queue = 'codes';
const jobSeal = 'code to send';
const what = 'code request';
/** Days within which a person gets so many codes because of requests, and so many of them by post. */
const window = { days: 7, codes: 3, letters: 1 };

interface Asked extends Asker {
  id: string;
  channel: Given['channel'];
  /** Reference of the request, for the audit. */
  request: string;
}

/**
 * A1: takes a request for a new code. It looks nobody up: whether a code goes out, only the person's mailbox tells.
 * @throws Problem `opening-expired` when the first step was too long ago, `attempts-exceeded`
 */
export async function requestCode(parts: SpaceParts, given: Given, origin: Origin): Promise<Record<string, never>> {
  const names = { secret: parts.secret, ip: origin.ip };
  await spend(parts.database, parts.clock(), [amongAll(bySource(names, what), what)]);
  const asker = unseal(parts.secret, askerSeal, given.request, parts.clock()) as Asker | undefined;
  if (!asker) throw problem('opening-expired');
  const asked: Asked = { ...asker, id: randomUUID(), channel: given.channel, request: origin.request };
  const sealed = seal(parts.secret, jobSeal, asked, minutesAfter(parts.clock(), 24 * 60));
  await parts.jobs.add(queue, { sealed }, { id: asked.id });
  return {};
}

/** Sends the codes that were asked for, on this copy among others. */
export const startSendingCodes = (parts: SpaceParts): Promise<void> =>
  parts.jobs.work<{ sealed: string }>(queue, async ({ sealed }) => {
    const asked = unseal(parts.secret, jobSeal, sealed, parts.clock()) as Asked | undefined;
    if (asked) await answer(parts, asked);
  });

async function answer(parts: SpaceParts, asked: Asked): Promise<void> {
  const person = await findInsured(parts.database, asked.ins);
  const whom = isAsker(person, asked, parts.clock()) ? await contactOf(parts, person, asked.channel) : undefined;
  const sent = person && whom ? await send(parts, { ins: person.ins, whom, asked }) : 'refused';
  if (sent === 'known') return;
  await parts.guard.record({
    ...{ request: asked.request, actor: stranger, action: 'code.add' },
    ...(sent === 'sent' ? { outcome: 'success', reason: 'sent' } : { outcome: 'refused', reason: 'code-not-due' }),
  });
}

/** Codes go where the insurer says, never where who asks would like them. */
async function contactOf(
  { sms, database }: SpaceParts,
  person: Insured,
  channel: Asked['channel'],
): Promise<Whom | undefined> {
  if (channel === 'post') return { post: person.ins };
  const { email, mobile } = await ownContacts(database, person);
  if (channel === 'email') return email ? { email, language: 'fr' } : undefined;
  return mobile && sms ? { mobile, language: 'fr' } : undefined;
}

/** All in one transaction, so that a request that is taken up again sends nothing twice. */
const send = (
  parts: SpaceParts,
  { ins, whom, asked }: { ins: string; whom: Whom; asked: Asked },
): Promise<'sent' | 'known' | 'refused'> =>
  parts.database.transaction().execute(async (transaction) => {
    await lockPerson(transaction, ins);
    const known = await transaction
      .selectFrom('code_request')
      .select('id')
      .where('id', '=', asked.id)
      .executeTakeFirst();
    if (known) return 'known';
    if (!(await isDue(transaction, { ins, channel: asked.channel, now: parts.clock() }))) return 'refused';
    const code = await issueProvisionalCode({ ...parts, database: transaction }, ins);
    const values = { code, days: validDays, address: `${parts.publicUrl}/open` };
    const way = await parts.tellPerson(whom, 'provisional-code', values, { id: asked.id, within: transaction });
    if (way === 'nobody') return 'refused';
    await transaction
      .insertInto('code_request')
      .values({ id: asked.id, ins, channel: asked.channel, at: parts.clock() })
      .execute();
    return 'sent';
  });

async function isDue(
  transaction: Kysely<Tables>,
  { ins, channel, now }: { ins: string; channel: Asked['channel']; now: Date },
): Promise<boolean> {
  const sent = await transaction
    .selectFrom('code_request')
    .select('channel')
    .where('ins', '=', ins)
    .where('at', '>', minutesAfter(now, -window.days * 24 * 60))
    .execute();
  const letters = sent.filter((one) => one.channel === 'post').length;
  return sent.length < window.codes && (channel !== 'post' || letters < window.letters);
}
