import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { closeServer } from '../http/close-server.ts';
import { answerPages } from './mail-catcher/pages.ts';
import { listenForMail } from './mail-catcher/smtp.ts';
import { openMailbox } from './mail-catcher/mailbox.ts';

export interface MailCatcherOptions {
  /** Where mail is taken; 0 for any free port. */
  smtpPort: number;
  /** Where it is read. */
  port: number;
  host: string;
  /** Keeps the newest 500 mails in `mail-catcher/`. */
  dataDir: string;
}

export interface MailCatcher {
  /** `smtp://host:port` */
  smtpUrl: string;
  /** Where text messages are taken. */
  smsUrl: string;
  /** Page of all mails; `GET /messages?to=…` gives them as JSON, newest first. */
  url: string;
  stop: () => Promise<void>;
}

/** A relay and a provider of text messages that deliver nothing: what was sent is read on a page. For evaluation and tests. */
export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  const mailbox = await openMailbox(path.join(options.dataDir, 'mail-catcher'));
  const smtp = await listenForMail(mailbox, options.smtpPort, options.host);
  const pages = createServer((request, answer) => void answerPages(mailbox, request, answer));
  pages.listen(options.port, options.host);
  await once(pages, 'listening').catch(async (error: unknown) => {
    await smtp.stop();
    throw error;
  });
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const url = `http://${host}:${(pages.address() as AddressInfo).port}`;
  return {
    ...{ url, smsUrl: `${url}/sms` },
    smtpUrl: `smtp://${host}:${smtp.port}`,
    stop: async () => {
      await Promise.all([smtp.stop(), closeServer(pages)]);
    },
  };
}
