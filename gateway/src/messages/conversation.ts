import { MESSAGE_ID_SYSTEM, isUnreadable, messageFromFhir } from '@passerelle/fhir-mappings';
import type { PatientRecord } from '../access/record.ts';
import type { IncomingMail } from '../client/bridge.ts';
import { derivedId } from '../derived-id.ts';

/** RFC 5322 §3.6.4, as far as it is kept. */
export const isMessageId = (id: string | undefined): id is string => id !== undefined && /^<[!-~]{1,990}>$/.test(id);

/** The conversation that a message belongs to: that of a message that it answers, or else the one that its first reference begins. */
export async function conversationOf(
  record: PatientRecord,
  patient: string,
  mail: IncomingMail,
): Promise<{ conversation: string; inReplyTo?: string }> {
  const references = [...mail.references, ...(mail.inReplyTo ? [mail.inReplyTo] : [])].filter(isMessageId);
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
