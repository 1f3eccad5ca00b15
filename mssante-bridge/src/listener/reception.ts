import type { SMTPServerDataStream } from 'smtp-server';
import type { Draft } from '../spool/draft.ts';
import type { Envelope } from '../spool/record.ts';
import type { Spool } from '../spool/spool.ts';
import { headerCheck } from './header-check.ts';
import { replies, SmtpRefusal, type Reply } from './replies.ts';

/** What the bridge may take in one message, and what it must know of the session at the end of it. */
export interface Terms {
  maxBytes: number;
  holdsBareLine: () => boolean;
}

/**
 * Takes a message in and answers with its id once it is durable.
 * The stream is always read to its end: smtp-server answers only then.
 * @throws SmtpRefusal for what is not taken; nothing of it stays.
 */
export async function receive(
  stream: SMTPServerDataStream,
  envelope: Envelope,
  spool: Spool,
  terms: Terms,
): Promise<{ id: string; bytes: number }> {
  const { id, draft } = spool.receive(envelope);
  try {
    const { bytes, refusal } = await take(stream, draft, envelope, terms);
    if (refusal) throw new SmtpRefusal(refusal);
    await draft.keep();
    return { id, bytes };
  } catch (error) {
    stream.resume();
    await draft.drop().catch(() => undefined);
    throw refused(error);
  }
}

async function take(
  stream: SMTPServerDataStream,
  draft: Draft,
  envelope: Envelope,
  { maxBytes, holdsBareLine }: Terms,
): Promise<{ bytes: number; refusal?: Reply | undefined }> {
  const header = headerCheck();
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) continue;
    header.watch(chunk);
    await draft.write(chunk);
  }
  if (bytes > maxBytes) return { bytes, refusal: replies.tooLarge };
  return { bytes, refusal: holdsBareLine() ? replies.bareLine : header.verdict(envelope.from === '') };
}

function refused(error: unknown): Error {
  if (error instanceof SmtpRefusal) return error;
  const code = (error as NodeJS.ErrnoException).code;
  return Object.assign(new SmtpRefusal(code === 'ENOSPC' || code === 'EDQUOT' ? replies.full : replies.internal), {
    cause: error,
  });
}
