import type { Log } from './log.ts';
import { refusalOf, unreachable, type Gateway } from './gateway.ts';
import { Unreadable, type MailContent, type MessageContent, type NoticeContent } from './parse/content.ts';
import type { Parser } from './parse/parser.ts';
import { Damaged } from './spool/record.ts';
import type { Spool, Spooled } from './spool/spool.ts';
import type { Cause, State } from './spool/state.ts';

export interface IntakeParts {
  spool: Spool;
  parser: Parser;
  gateway: Gateway;
  log: Log;
  /** Tells the sender what was not delivered; absent when there is no relay. @throws Error when it must be tried again. */
  tellSender: ((message: Spooled, refused: Record<string, Cause>) => Promise<void>) | undefined;
  /** Milliseconds after which a message that cannot be filed is given up, and its sender told. */
  lifetime: number;
}

/** What to do with a message after this try. */
export type Handed = 'done' | 'set-aside' | 'later' | 'gateway-down';

/**
 * Hands one spooled message to the gateway, for each recipient that has no outcome yet. Can be repeated at any point: what was
 * filed already is known by its digest and recipient, and what is known here is on disk before anything is forgotten.
 */
export async function hand(id: string, attempt: number, parts: IntakeParts): Promise<Handed> {
  const message = await parts.spool.read(id).catch((error: unknown) => {
    if (error instanceof Damaged) return error;
    throw error;
  });
  if (message instanceof Damaged) return giveUp(id, message, parts);
  const outcome = await outcomesFor(message, attempt, parts);
  if (outcome !== 'complete') return outcome;
  const refused = refusedIn(message.state);
  if (!Object.keys(refused).length) {
    await parts.spool.remove(message);
    return 'done';
  }
  return conclude(message, refused, parts);
}

/** What is damaged says no longer whose it is or who sent it: it is the operator's. */
async function giveUp(id: string, { message: cause }: Damaged, { spool, log }: IntakeParts): Promise<Handed> {
  await spool.setAside(id, { recipients: {}, told: false });
  log.error('mail.set-aside', { id, codes: 'damaged', cause });
  return 'set-aside';
}

async function outcomesFor(
  message: Spooled,
  attempt: number,
  parts: IntakeParts,
): Promise<'complete' | 'later' | 'gateway-down'> {
  const missing = message.envelope.to.filter((to) => !message.state.recipients[to]);
  if (!missing.length) return 'complete';
  let error: unknown;
  try {
    const content = await parts.parser.parse(Buffer.from(message.bytes));
    for (const to of missing) error = (await fileFor(to, content, message, parts)) ?? error;
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause;
    // A busy machine is no fault of the message: it is refused for its slowness only when that lasts.
    if (cause.code === 'too-slow' && attempt < SLOW_ATTEMPTS) return 'later';
    for (const to of missing) message.state.recipients[to] = unreadable(cause);
  }
  if (error !== undefined && expired(message, parts)) {
    for (const to of missing) message.state.recipients[to] ??= EXPIRED;
    error = undefined;
  }
  await noteProgress(message, parts.spool);
  if (error === undefined) return 'complete';
  parts.log.error('mail.not-filed-yet', { id: message.id, cause: error instanceof Error ? error.message : 'unknown' });
  return unreachable(error) ? 'gateway-down' : 'later';
}

/** Records the outcome for one recipient, or answers with why there is none yet. */
async function fileFor(
  to: string,
  content: MailContent,
  message: Spooled,
  { gateway, log }: IntakeParts,
): Promise<unknown> {
  const { id, state } = message;
  try {
    if ('notice' in content) await fileNotice(to, content.notice, message, gateway);
    else {
      const { repeated } = await gateway('POST /bridge/messages', { body: incoming(to, content.message, message) });
      state.recipients[to] = 'filed';
      log.info('mail.filed', { id, repeated });
    }
    return undefined;
  } catch (error) {
    const cause = refusalOf(error);
    if (!cause) return error;
    state.recipients[to] = cause;
    log.info('mail.not-filed', { id, code: cause.code });
    return undefined;
  }
}

async function fileNotice(to: string, notice: NoticeContent, { state }: Spooled, gateway: Gateway): Promise<void> {
  const { known } = await gateway('POST /bridge/bounces', { body: notice });
  state.recipients[to] = known
    ? 'filed'
    : { code: 'notice-unknown', status: '5.6.0', text: 'The notice is about no message that left here' };
}

function incoming(to: string, content: MessageContent, { digest, envelope }: Spooled) {
  const { sentAt, ...rest } = content;
  const { from, receivedAt } = envelope;
  return { digest, envelope: { from, to }, ...rest, sentAt: sentAt ?? receivedAt, receivedAt };
}

const SLOW_ATTEMPTS = 4;
const EXPIRED: Cause = { code: 'expired', status: '4.4.7', text: 'The message could not be filed in time' };

function unreadable({ code }: Unreadable): Cause {
  return { code: `unreadable-${code}`, status: '5.6.0', text: `The message could not be understood (${code})` };
}

function expired({ envelope }: Spooled, { lifetime }: IntakeParts): boolean {
  return Date.now() - Date.parse(envelope.receivedAt) > lifetime;
}

/** One recipient, filed: the removal that follows says it all. Else the progress is kept. */
async function noteProgress({ id, envelope, state }: Spooled, spool: Spool): Promise<void> {
  const outcomes = Object.values(state.recipients);
  const allFiled = outcomes.length === envelope.to.length && outcomes.every((outcome) => outcome === 'filed');
  if (outcomes.length && !allFiled) await spool.note(id, state);
}

function refusedIn(state: State): Record<string, Cause> {
  return Object.fromEntries(
    Object.entries(state.recipients).filter((entry): entry is [string, Cause] => entry[1] !== 'filed'),
  );
}

/** The sender is told, then the message is put aside for the operator. The null sender is never told: notices must not loop. */
async function conclude(message: Spooled, refused: Record<string, Cause>, parts: IntakeParts): Promise<Handed> {
  const { id, envelope, state } = message;
  if (parts.tellSender && !state.told && envelope.from !== '') {
    try {
      await parts.tellSender(message, refused);
      state.told = true;
    } catch (error) {
      if (!expired(message, parts)) {
        parts.log.error('notice.not-sent-yet', { id, cause: error instanceof Error ? error.message : 'unknown' });
        return 'later';
      }
    }
  }
  await parts.spool.setAside(id, state);
  parts.log.error('mail.set-aside', {
    id,
    codes: [...new Set(Object.values(refused).map(({ code }) => code))].join(','),
  });
  return 'set-aside';
}
