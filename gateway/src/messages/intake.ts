import {
  isInstant,
  MESSAGE_ID_SYSTEM,
  messageFromFhir,
  messageToFhir,
  isUnreadable,
  ownDefinition,
  type Author,
  type Message,
} from '@passerelle/fhir-mappings';
import type { Communication } from '@medplum/fhirtypes';
import type { Enter } from '../access/enter.ts';
import type { PatientRecord, Writing } from '../access/record.ts';
import type { IncomingMail } from '../client/bridge.ts';
import { documentResources } from '../entries/filed-document.ts';
import { Problem, problem } from '../errors.ts';
import { FhirServerError } from '../fhir/server.ts';
import { recipientOf, senderOf, type MailParts } from './addresses.ts';
import { categoryOf, documentName } from './attachments.ts';
import { derivedId } from '../derived-id.ts';

export interface IntakeParts extends MailParts {
  enter: Enter;
  /** Tells the patient, without the content. */
  notify: (patient: string, kind: 'new-message') => Promise<void>;
  /** What a file is by its bytes; undefined for a kind that is kept and never shown. */
  contentTypeOf: (bytes: Uint8Array) => Promise<string | undefined>;
  clock: () => Date;
}

/** Where our own extension keeps the box that wants the answer. */
export const replyToUrl = ownDefinition('reply-to');

const put = (resource: Writing['resource'] & { resourceType: string }, id: string): Writing => ({
  resource: { ...resource, id } as NonNullable<Writing['resource']>,
  request: { method: 'PUT', url: `${resource.resourceType}/${id}` },
  fresh: true,
});

/**
 * Files a received message for one recipient: Communication, DocumentReferences and Binaries in one transaction, under ids that follow from the
 * message, so that a repeat is the same message.
 * @throws Problem with the code of the refusal, which the bridge turns into a bounce
 */
export async function fileMail(
  parts: IntakeParts,
  mail: IncomingMail,
  request: string,
): Promise<{ communication: string; repeated: boolean }> {
  const sender = await senderOf(parts.database, mail.envelope.from);
  const recipient = await recipientOf(parts, sender, mail.envelope.to);
  if ('refusal' in recipient || !sender)
    throw problem('refusal' in recipient ? recipient.refusal : 'sender-not-allowed');
  const { patient, ins } = recipient.facts;
  const communication = derivedId(mail.digest, ins);
  const caller = { kind: 'bridge', sender: mail.envelope.from } as const;
  const target = `Communication/${communication}`;
  const repeated = await parts.enter({ caller, action: 'message.add', patient, target, request }, async (record) => {
    if (await isThere(record, communication)) return true;
    const author = namedAfter(sender, mail);
    await record.transact(await resources(parts, record, { mail, patient, ins, author, communication }));
    return false;
  });
  await tell(parts, patient, communication);
  return { communication, repeated };
}

/** Whether a message was filed. Deleted since counts as there: the patient has had it. */
export async function isThere(record: PatientRecord, id: string): Promise<boolean> {
  try {
    await record.read('Communication', id);
    return true;
  } catch (error) {
    if (error instanceof FhirServerError && error.kind === 'gone') return true;
    if (error instanceof FhirServerError && error.kind === 'missing') return false;
    if (error instanceof Problem && error.code === 'resource-not-found') return false;
    throw error;
  }
}

/** The name that the sender shows stands with the registers' own name of the organisation. */
const namedAfter = (sender: Author, { from }: IncomingMail): Author =>
  sender.kind === 'organization' && from.name.trim() && from.name !== sender.name
    ? { ...sender, name: `${from.name.trim()} (${sender.name})` }
    : sender;

interface Filing {
  mail: IncomingMail;
  patient: string;
  ins: string;
  author: Author;
  communication: string;
}

async function resources(parts: IntakeParts, record: PatientRecord, filing: Filing): Promise<Writing[]> {
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

async function filed(parts: IntakeParts, filing: Filing, file: Attached, index: number) {
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

const messageIdShape = /^<[!-~]{1,990}>$/;
const unkept = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

async function messageOf(
  { mssDomain, clock }: IntakeParts,
  record: PatientRecord,
  { mail, ins, patient }: Filing,
  attachments: string[],
): Promise<Message> {
  const received = new Date(mail.receivedAt);
  const at = (Number.isNaN(received.getTime()) ? clock() : received).toISOString();
  const thread = await threadOf(record, patient, mail);
  const subject = mail.subject.replace(unkept, '').replace(/\s+/g, ' ').trim();
  const text = mail.text.replace(unkept, '').toWellFormed().trim();
  return {
    ...(subject ? { subject: subject.toWellFormed() } : {}),
    ...(text ? { text } : {}),
    from: mail.from.address,
    to: [{ address: `${ins.toLowerCase()}@${mssDomain}`, patient: true }],
    ...(isInstant(mail.sentAt) ? { sentAt: mail.sentAt } : {}),
    receivedAt: at,
    ...(messageIdShape.test(mail.messageId ?? '') ? { messageId: mail.messageId as string } : {}),
    ...thread,
    ...(attachments.length ? { attachments } : {}),
    delivery: { state: 'delivered', at },
    ...(mail.ends ? { ends: true } : {}),
  };
}

/** The conversation that a message belongs to: that of a message that it answers, or else the one that its first reference begins. */
async function threadOf(
  record: PatientRecord,
  patient: string,
  mail: IncomingMail,
): Promise<{ conversation: string; inReplyTo?: string }> {
  const references = [...mail.references, ...(mail.inReplyTo ? [mail.inReplyTo] : [])].filter((id) =>
    messageIdShape.test(id),
  );
  const found = references.length ? await answered(record, references.slice(-20)) : undefined;
  if (found) return found;
  return { conversation: derivedId('conversation', patient, references[0] ?? mail.messageId ?? mail.digest) };
}

async function answered(record: PatientRecord, references: string[]) {
  const value = references.map((id) => `${MESSAGE_ID_SYSTEM}|${id.replace(/[\\,|$]/g, '\\$&')}`).join(',');
  const { resources: all } = await record.search('Communication', [
    ['identifier', value],
    ['_sort', '-sent'],
    ['_count', '20'],
  ]);
  const latest = all.at(0);
  const read = latest && messageFromFhir(latest);
  if (!read || isUnreadable(read) || !read.entry.conversation || !latest.id) return undefined;
  return { conversation: read.entry.conversation, inReplyTo: latest.id };
}

/** Once for each message; a notice that cannot be sent is no reason to take the message again. */
async function tell({ database, notify }: IntakeParts, patient: string, communication: string): Promise<void> {
  const first = await database
    .insertInto('filed_mail')
    .values({ communication })
    .onConflict((conflict) => conflict.doNothing())
    .returning('communication')
    .executeTakeFirst();
  if (first) await notify(patient, 'new-message').catch(() => undefined);
}
