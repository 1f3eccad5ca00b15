import { createTransport } from 'nodemailer';
import type { OutgoingMail, RelayOutcome } from '@passerelle/gateway/client';
import { cleanLine } from '../parse/clean.ts';

/** What became of a message at the relay. */
export type Relayed = Omit<RelayOutcome, 'attempt'>;

/** The server that mail leaves through. */
export interface Relay {
  /** Sends a message of a patient. */
  send: (mail: OutgoingMail) => Promise<Relayed>;
  /** Sends bytes that are a whole message already, from the null sender. */
  sendNotice: (to: string, raw: string) => Promise<Relayed>;
  stop: () => void;
}

const MAX_DETAIL = 500;
const DEADLINES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };
/** A claim lasts a minute: an attempt that takes longer could be made twice at once. */
const ATTEMPT_MS = 45_000;

/** @param url `smtp://` or `smtps://`, with user and password where the relay asks for them. */
export function connectRelay(url: string): Relay {
  const transport = createTransport(
    { url, pool: true, maxConnections: 5, disableFileAccess: true, disableUrlAccess: true, ...DEADLINES },
    {},
  );
  const attempt = async (mail: Parameters<typeof transport.sendMail>[0]): Promise<Relayed> => {
    try {
      const { response } = await inTime(transport.sendMail(mail));
      return { result: 'relayed', ...words(response) };
    } catch (error) {
      return failure(error as RelayError);
    }
  };
  return {
    send: (mail) => attempt(composed(mail)),
    sendNotice: (to, raw) => attempt({ envelope: { from: '', to }, raw }),
    stop: () => transport.close(),
  };
}

function composed(mail: OutgoingMail): Parameters<ReturnType<typeof createTransport>['sendMail']>[0] {
  const { from, to, messageId, inReplyTo, references, subject, text, date, attachments } = mail;
  return {
    envelope: { from: from.address, to },
    from,
    to: { name: '', address: to },
    messageId,
    ...(inReplyTo ? { inReplyTo } : {}),
    ...(references.length ? { references } : {}),
    subject,
    text,
    date: new Date(date),
    attachments: attachments.map(({ name, contentType, bytes }) => ({
      filename: name,
      contentType,
      content: Buffer.from(bytes, 'base64'),
      contentDisposition: 'attachment' as const,
    })),
  };
}

interface RelayError extends Error {
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
}

/** A 5xx is final only when it is about this message: one at the greeting, at AUTH or at TLS is about us, and may be mended. */
function failure({ code, command = '', response, responseCode, message }: RelayError): Relayed {
  const aboutMessage = /^(MAIL FROM|RCPT TO|DATA)/.test(command);
  const final = code === 'EENVELOPE' || code === 'EMESSAGE' || aboutMessage;
  const permanent =
    final && (responseCode === undefined || responseCode >= 500) && code !== 'ETIMEDOUT' && code !== 'ECONNECTION';
  return {
    result: permanent ? 'failed' : 'deferred',
    ...(responseCode === undefined ? {} : { code: responseCode }),
    detail: cleanLine(response ?? message, MAX_DETAIL),
  };
}

function words(response: string): Pick<Relayed, 'code' | 'detail'> {
  const code = Number.parseInt(response, 10);
  return { ...(Number.isNaN(code) ? {} : { code }), detail: cleanLine(response, MAX_DETAIL) };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('The relay did not answer in time'), { code: 'ETIMEDOUT' });
    timer = setTimeout(() => reject(error), ATTEMPT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
