import { createTransport } from 'nodemailer';
import { problem } from '../errors.ts';

/** A mail to one person. No health data: it leaves what we protect. */
export interface Mail {
  /** One bare address. */
  to: string;
  subject: string;
  text: string;
  html?: string;
}

/** Sends at once. For what must not be lost while the relay is down, see notices.ts. */
export interface Mailer {
  /** Resolves when the relay has taken it; ends within 10 s. @throws Problem `mail-unavailable` */
  send: (mail: Mail) => Promise<void>;
  close: () => void;
}

const deadlines = { connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 8_000, dnsTimeout: 3_000 };

/**
 * A pool of connections to the relay for notices.
 * @param options.url `smtp://` or `smtps://`, with user and password where the relay wants them
 * @param options.from the sender, `Name <address>`
 */
export function createMailer(options: { url: string; from: string }): Mailer {
  const transport = createTransport({
    ...{ pool: true, maxConnections: 3, disableFileAccess: true, disableUrlAccess: true },
    ...deadlines,
    url: options.url,
  });
  return {
    send: async (mail) => {
      try {
        await within(10_000, transport.sendMail({ ...mail, from: options.from, headers: automatic }));
      } catch (error) {
        throw problem('mail-unavailable', {}, [], error);
      }
    },
    close: () => transport.close(),
  };
}

/** RFC 3834 §5: no out-of-office answers to a machine. */
const automatic = { 'Auto-Submitted': 'auto-generated' };

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the relay takes too long')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
