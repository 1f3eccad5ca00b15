import { randomUUID } from 'node:crypto';
import { messageToFhir, type Author, type Message as Written } from '@passerelle/fhir-mappings';
import type { PatientRecord } from '../access/record.ts';
import { problem } from '../errors.ts';
import { hasEnded, isAnswerable, type Stored } from './conversations.ts';
import { replyToUrl } from './filed-mail.ts';
import type { Letter } from './outbox.ts';

/** What the patient wrote, with the ids of documents of the space. */
export interface Reply {
  text: string;
  documents?: string[];
}

export interface Writer {
  patient: string;
  author: Author;
  name: string;
  /** The patient's own address. */
  address: string;
  now: Date;
}

/** G6 */
const largest = 10_000_000;

/** The last message received of a conversation, which a reply answers. @throws Problem `message-no-correspondent`, `exchange-ended` */
export function answeredBy(all: Stored[], messages: Stored[]): Stored {
  const last = messages.findLast(({ received }) => received);
  if (!last || !isAnswerable(last)) throw problem('message-no-correspondent');
  if (hasEnded(all, last.entry.from)) throw problem('exchange-ended');
  return last;
}

/** The mail that leaves: threaded by RFC 5322 §3.6.4. */
export function letterOf(
  reply: Reply,
  answered: Stored,
  messages: Stored[],
  files: Letter['attachments'],
  writer: Writer,
): Letter {
  const { entry, resource } = answered;
  const box = resource.extension?.find(({ url }) => url === replyToUrl)?.valueString;
  const references = messages.flatMap(({ entry: { messageId } }) => messageId ?? []).slice(-20);
  return {
    ...{ from: { name: writer.name, address: writer.address }, to: box ?? entry.from },
    messageId: `<${randomUUID()}@${writer.address.split('@')[1] ?? ''}>`,
    ...(entry.messageId ? { inReplyTo: entry.messageId } : {}),
    ...{ references, subject: replySubject(entry.subject ?? ''), text: reply.text, date: writer.now.toISOString() },
    attachments: files,
  };
}

/** 80 characters at most (G5). */
export const replySubject = (subject: string): string =>
  [...(/^re\s?:/i.test(subject) ? subject : `Re: ${subject}`)].slice(0, 80).join('').trim();

/** The message as the record keeps it. */
export function communicationOf(id: string, letter: Letter, answered: Stored, reply: Reply, writer: Writer) {
  const at = writer.now.toISOString();
  const entry: Written = {
    ...{
      subject: letter.subject,
      text: reply.text,
      from: writer.address,
      to: [{ address: letter.to, ...named(answered) }],
    },
    ...{ sentAt: at, messageId: letter.messageId, conversation: answered.conversation, inReplyTo: answered.id },
    ...(reply.documents?.length ? { attachments: [...new Set(reply.documents)] } : {}),
    delivery: { state: 'queued', at },
  };
  return { ...messageToFhir({ patient: writer.patient, author: writer.author, entry }), id };
}

const named = ({ author }: Stored): { name?: string } =>
  'name' in author && author.name ? { name: author.name.slice(0, 150) } : {};

const endings: Record<string, string> = {
  ...{ 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png', 'image/tiff': 'tif', 'text/plain': 'txt' },
  ...{ 'application/rtf': 'rtf', 'text/xml': 'xml', 'application/zip': 'zip' },
};

/** The bytes of the documents attached, read through the record. @throws Problem `attachments-too-large`, `resource-not-found` */
export async function filesOf(record: PatientRecord, ids: string[]): Promise<Letter['attachments']> {
  const files: Letter['attachments'] = [];
  let size = 0;
  for (const id of new Set(ids)) {
    const { document, binary } = await record.bytes(id);
    const bytes = binary.data ?? '';
    size += Buffer.byteLength(bytes, 'base64');
    if (size > largest) throw problem('attachments-too-large', { max: { fr: '10 Mo', en: '10 MB' } });
    const name = document.content[0]?.attachment.title ?? 'document';
    const ending = endings[binary.contentType];
    files.push({ name: ending ? `${name}.${ending}` : name, contentType: binary.contentType, bytes });
  }
  return files;
}
