import { isInstant, messageToFhir, ownDefinition, type Author, type Message } from '@passerelle/fhir-mappings';
import type { Communication } from '@medplum/fhirtypes';
import type { PatientRecord, Writing } from '../access/record.ts';
import type { IncomingMail } from '../client/bridge.ts';
import { derivedId } from '../derived-id.ts';
import { documentResources } from '../entries/filed-document.ts';
import { senderOf, type MailParts } from './addresses.ts';
import { categoryOf, documentName } from './attachments.ts';
import { conversationOf, isMessageId } from './conversation.ts';

export interface FiledMailParts extends MailParts {
  /** What a file is by its bytes; undefined for a kind that is kept and never shown. */
  contentTypeOf: (bytes: Uint8Array) => Promise<string | undefined>;
  clock: () => Date;
}

/** A mail that is filed in a patient's record. */
interface Filing {
  mail: IncomingMail;
  patient: string;
  ins: string;
  author: Author;
  communication: string;
}

/** Where our own extension keeps the box that wants the answer. */
export const replyToUrl = ownDefinition('reply-to');

const put = (resource: Writing['resource'] & { resourceType: string }, id: string): Writing => ({
  resource: { ...resource, id } as NonNullable<Writing['resource']>,
  request: { method: 'PUT', url: `${resource.resourceType}/${id}` },
  fresh: true,
});

/** What a mail becomes: Communication, DocumentReferences and Binaries, to be written in one transaction. */
export async function filedResources(parts: FiledMailParts, record: PatientRecord, filing: Filing): Promise<Writing[]> {
  const { mail, patient, author, communication } = filing;
  const files = await Promise.all(mail.attachments.map((file, index) => filed(parts, filing, file, index)));
  const attachments = files.map(({ id }) => id);
  const entry = await messageOf(parts, record, filing, attachments);
  const resource: Communication = messageToFhir({ patient, author, entry });
  const replyTo = mail.replyTo && (await senderOf(parts.database, mail.replyTo)) ? mail.replyTo : undefined;
  const extension = [...(resource.extension ?? []), ...(replyTo ? [{ url: replyToUrl, valueString: replyTo }] : [])];
  const whole = extension.length ? { ...resource, extension } : resource;
  return [...files.flatMap(({ writings }) => writings), put(whole, communication)];
}

type Attached = IncomingMail['attachments'][number];

async function filed(parts: FiledMailParts, filing: Filing, file: Attached, index: number) {
  const bytes = Buffer.from(file.bytes, 'base64');
  const contentType = (await parts.contentTypeOf(bytes)) ?? 'application/octet-stream';
  const ids = {
    document: derivedId(filing.communication, 'document', String(index)),
    binary: derivedId(filing.communication, 'binary', String(index)),
  };
  const details = {
    name: documentName(file.name),
    date: filing.mail.receivedAt.slice(0, 10),
    category: categoryOf(file.name, filing.mail.subject, contentType),
    hidden: false,
  };
  const { patient, author } = filing;
  const made = documentResources({ ids, patient, author, details, file: { contentType, bytes }, at: parts.clock() });
  return { id: ids.document, writings: [put(made.document, ids.document), put(made.binary, ids.binary)] };
}

const unkept = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

async function messageOf(
  { mssDomain, clock }: FiledMailParts,
  record: PatientRecord,
  { mail, ins, patient }: Filing,
  attachments: string[],
): Promise<Message> {
  const received = new Date(mail.receivedAt);
  const at = (Number.isNaN(received.getTime()) ? clock() : received).toISOString();
  const thread = await conversationOf(record, patient, mail);
  const subject = mail.subject.replace(unkept, '').replace(/\s+/g, ' ').trim();
  const text = mail.text.replace(unkept, '').toWellFormed().trim();
  return {
    ...(subject ? { subject: subject.toWellFormed() } : {}),
    ...(text ? { text } : {}),
    from: mail.from.address,
    to: [{ address: `${ins.toLowerCase()}@${mssDomain}`, patient: true }],
    ...(isInstant(mail.sentAt) ? { sentAt: mail.sentAt } : {}),
    receivedAt: at,
    ...(isMessageId(mail.messageId) ? { messageId: mail.messageId } : {}),
    ...thread,
    ...(attachments.length ? { attachments } : {}),
    delivery: { state: 'delivered', at },
    ...(mail.ends ? { ends: true } : {}),
  };
}
