import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from 'smtp-server';
import { maskAddress } from '../mask.ts';
import type { Envelope } from '../spool/record.ts';
import type { ListenerOptions, ListenerParts } from './options.ts';
import { perMinute } from './rate.ts';
import { receive } from './reception.ts';
import { replies, SmtpRefusal, type Reply } from './replies.ts';
import { roomIn } from './room.ts';

const MAX_RECIPIENTS = 50;

/** What the hooks need of the server they hang on. */
export interface SessionView {
  /** Announces what the gateway takes; answers with the bound in bytes. */
  greet: () => number;
  holdsBareLine: (session: string) => boolean;
}

type Hooks = Required<Pick<SMTPServerOptions, 'onConnect' | 'onMailFrom' | 'onRcptTo' | 'onData' | 'onAuth'>>;
type Done = (error?: Error | null, words?: string) => void;

/** The decisions at each step of a session. All are asynchronous: smtp-server can fall silent on pipelined mail otherwise. */
export function hooks(
  { tls, messagesPerMinute }: ListenerOptions,
  parts: ListenerParts,
  { greet, holdsBareLine }: SessionView,
): Hooks {
  const { spool, decisions, log } = parts;
  const mayCome = perMinute(messagesPerMinute);
  const hasRoom = roomIn(spool);
  // Who was let in at MAIL in a session is not asked about at its next MAIL: each RCPT asks about sender and recipient together,
  // so that a revocation still holds before the next message's first byte, for one question a message and not two.
  const letIn = new WeakMap<SMTPServerSession, string>();

  const mail = async (from: string, session: SMTPServerSession): Promise<void> => {
    if (tls.required && !session.secure) throw new SmtpRefusal(replies.tlsRequired);
    if (!mayCome(session.remoteAddress)) throw new SmtpRefusal(replies.tooFast);
    if (!hasRoom()) throw new SmtpRefusal(replies.full);
    if (letIn.get(session) === from) return;
    await decisions.sender(from, session.remoteAddress);
    letIn.set(session, from);
  };
  const recipient = async (to: string, session: SMTPServerSession): Promise<void> => {
    if (session.envelope.rcptTo.length >= MAX_RECIPIENTS) throw new SmtpRefusal(replies.tooManyRecipients);
    await decisions.recipient(senderOf(session), to, session.remoteAddress).catch((error: unknown) => {
      letIn.delete(session);
      throw error;
    });
  };
  const data = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> => {
    const envelope = envelopeOf(session);
    const terms = { maxBytes: greet(), holdsBareLine: () => holdsBareLine(session.id) };
    const { id, bytes } = await receive(stream, envelope, spool, terms);
    log.info('mail.received', { id, bytes, recipients: envelope.to.length, from: maskAddress(envelope.from) });
    parts.received(id);
    return `2.0.0 Queued as ${id}`;
  };

  const settle = <Words extends string | void>(step: string, work: Promise<Words>, done: Done): void => {
    work.then(
      (words) => done(null, words ?? undefined),
      (error: unknown) => done(refusalFor(step, error, parts)),
    );
  };
  return {
    onConnect: (_, done) => {
      greet();
      setImmediate(done);
    },
    onAuth: (_, __, done) => done(new SmtpRefusal(replies.notImplemented)),
    onMailFrom: ({ address }, session, done) => settle('mail', mail(address, session), done),
    onRcptTo: ({ address }, session, done) => settle('rcpt', recipient(address, session), done),
    onData: (stream, session, done) => settle('data', data(stream, session), done),
  };
}

function senderOf({ envelope }: SMTPServerSession): string {
  return envelope.mailFrom ? envelope.mailFrom.address : '';
}

function envelopeOf(session: SMTPServerSession): Envelope {
  return {
    from: senderOf(session),
    to: session.envelope.rcptTo.map(({ address }) => address.toLowerCase()),
    remote: session.remoteAddress,
    receivedAt: new Date().toISOString(),
  };
}

/** What could not be decided is never a permanent refusal. Refusals are told to the operator, causes in the log alone. */
function refusalFor(step: string, error: unknown, { log }: ListenerParts): SmtpRefusal {
  const refusal = error instanceof SmtpRefusal ? error : new SmtpRefusal(replies.internal satisfies Reply);
  const cause = error instanceof SmtpRefusal ? error.cause : error;
  log.info('mail.refused', {
    step,
    code: refusal.responseCode,
    reply: refusal.message,
    ...(cause instanceof Error ? { cause: cause.message } : {}),
  });
  return refusal;
}
