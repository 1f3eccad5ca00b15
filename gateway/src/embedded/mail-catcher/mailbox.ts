import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { simpleParser, type AddressObject } from 'mailparser';

export interface CaughtMail {
  id: string;
  kind: 'mail' | 'sms';
  /** When it was taken, ISO 8601. */
  at: string;
  from: string;
  /** Recipients of the envelope. */
  to: string[];
  subject: string;
  text: string;
  messageId?: string;
  inReplyTo?: string;
  references: string[];
  attachments: { name: string; type: string; size: number }[];
}

export interface Mailbox {
  /** Newest first. */
  list: () => CaughtMail[];
  /** The bytes as they came. */
  raw: (id: string) => Promise<Buffer | undefined>;
  take: (bytes: Buffer, recipients: string[]) => Promise<void>;
  takeText: (message: { to: string; from: string; text: string }) => Promise<void>;
  clear: () => Promise<void>;
}

const most = 500;

/** The mails kept in a folder: for each, its bytes (`.eml`) and what the page shows of it (`.json`). */
export async function openMailbox(folder: string): Promise<Mailbox> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let mails = await readKept(folder);
  const drop = async (gone: CaughtMail[]): Promise<void> => {
    for (const { id } of gone)
      for (const kind of ['json', 'eml']) await rm(path.join(folder, `${id}.${kind}`), { force: true });
  };
  const keep = async (mail: CaughtMail): Promise<void> => {
    const file = path.join(folder, `${mail.id}.json`);
    await writeFile(`${file}.part`, JSON.stringify(mail), { mode: 0o600 });
    await rename(`${file}.part`, file);
    const all = [mail, ...mails];
    mails = all.slice(0, most);
    await drop(all.slice(most));
  };
  return {
    list: () => mails,
    raw: async (id) =>
      mails.some((mail) => mail.id === id)
        ? readFile(path.join(folder, `${id}.eml`)).catch(() => undefined)
        : undefined,
    take: async (bytes, recipients) => {
      const mail = await read(bytes, recipients);
      await writeFile(path.join(folder, `${mail.id}.eml`), bytes, { mode: 0o600 });
      await keep(mail);
    },
    takeText: ({ to, from, text }) => keep(textOf(to, from, text)),
    clear: async () => {
      const gone = mails;
      mails = [];
      await drop(gone);
    },
  };
}

async function readKept(folder: string): Promise<CaughtMail[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const mails = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as CaughtMail),
  );
  return mails.sort((one, other) => other.at.localeCompare(one.at));
}

const textOf = (to: string, from: string, text: string): CaughtMail => ({
  ...{ id: randomUUID(), kind: 'sms', at: new Date().toISOString(), from, to: [to], subject: '', text },
  ...{ references: [], attachments: [] },
});

async function read(bytes: Buffer, recipients: string[]): Promise<CaughtMail> {
  const mail = await simpleParser(bytes, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const references = mail.references ?? [];
  return {
    id: randomUUID(),
    kind: 'mail',
    at: new Date().toISOString(),
    from: addressOf(mail.from),
    to: recipients,
    subject: mail.subject ?? '',
    text: mail.text ?? (mail.html || ''),
    ...(mail.messageId ? { messageId: mail.messageId } : {}),
    ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
    references: typeof references === 'string' ? [references] : references,
    attachments: mail.attachments.map(({ filename, contentType, size }) => ({
      name: filename ?? '',
      type: contentType,
      size,
    })),
  };
}

const addressOf = (from: AddressObject | undefined): string => from?.text ?? '';
