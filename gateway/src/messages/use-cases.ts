import { randomUUID } from 'node:crypto';
import { documentFromFhir, isUnreadable, message, messageToFhir } from '@passerelle/fhir-mappings';
import type { Enter } from '../access/enter.ts';
import type { PatientRecord } from '../access/record.ts';
import type { Conversation, Message } from '../client/messages.ts';
import type { Database } from '../database/connect.ts';
import { allOf } from '../entries/all.ts';
import { authorOf } from '../entries/author.ts';
import { asPatient, type Asking } from '../entries/entries.ts';
import { problem } from '../errors.ts';
import { addressOf } from './addresses.ts';
import {
  conversationOf,
  filesIn,
  isUnread,
  messageOf,
  storedMessages,
  threadsOf,
  type Stored,
} from './conversations.ts';
import { keep, release } from './outbox.ts';
import { answeredBy, communicationOf, filesOf, letterOf, type Reply } from './reply.ts';

export interface MessageParts {
  enter: Enter;
  database: Database;
  /** Domain of the patients' addresses. */
  mssDomain: string;
  clock: () => Date;
}

export interface ConversationPage {
  conversations: Conversation[];
  total: number;
  pages: number;
  unread: number;
}

/** G: what a patient does with her messages. */
export interface Messages {
  list: (asking: Asking, page: number) => Promise<ConversationPage>;
  open: (asking: Asking, id: string) => Promise<{ conversation: Conversation; messages: Message[] }>;
  markRead: (asking: Asking, id: string) => Promise<void>;
  /** @throws Problem `message-no-correspondent`, `exchange-ended`, `attachments-too-large`, `resource-not-found` */
  reply: (asking: Asking, id: string, reply: Reply) => Promise<{ id: string }>;
}

const type = 'Communication';
const pageSize = 20;

export function messagesOf({ enter, database, mssDomain, clock }: MessageParts): Messages {
  const within = asPatient(enter, message.action);
  return {
    list: ({ caller, request }, page) =>
      within({ caller, request }, 'search', type, async (record) => {
        const all = await everything(record);
        const threads = threadsOf(all);
        const shown = threads.slice((page - 1) * pageSize, page * pageSize);
        const seen = await record.sight.documents(filesIn(shown.flat()));
        return {
          conversations: shown.map((messages) => conversationOf(all, messages, seen, caller.name)),
          total: threads.length,
          pages: Math.max(1, Math.ceil(threads.length / pageSize)),
          unread: all.filter(isUnread).length,
        };
      }),
    open: ({ caller, request }, id) =>
      within({ caller, request }, 'read', type, async (record) => {
        const { all, messages } = await thread(record, id);
        const files = await attached(record, messages);
        return {
          conversation: conversationOf(all, messages, files, caller.name),
          messages: messages.map((one) => messageOf(one, files, caller.name)),
        };
      }),
    markRead: (asking, id) =>
      within(asking, 'change', type, async (record) => {
        const { messages } = await thread(record, id);
        const readAt = clock().toISOString();
        for (const { resource, id: own, ...read } of messages.filter(isUnread)) {
          const changed = messageToFhir({ ...read, entry: { ...read.entry, readAt } }, resource);
          await record.update({ ...changed, id: own }, resource.meta?.versionId);
        }
      }),
    reply: ({ caller, request }, id, reply) =>
      enter(
        { caller, action: 'message.add', patient: caller.patient, target: type, request },
        async (record, { facts }) => {
          const { all, messages } = await thread(record, id);
          const answered = answeredBy(all, messages);
          const files = await filesOf(record, reply.documents ?? []);
          const writer = {
            patient: caller.patient,
            author: authorOf(caller),
            name: caller.name,
            address: addressOf(facts.ins, mssDomain),
            now: clock(),
          };
          const letter = letterOf(reply, answered, messages, files, writer);
          const communication = randomUUID();
          const resource = communicationOf(communication, letter, answered, reply, writer);
          await keep(database, { id: communication, patient: caller.patient, communication, letter, now: writer.now });
          await record.transact([
            { resource, request: { method: 'PUT', url: `${type}/${communication}` }, fresh: true },
          ]);
          await release(database, communication, writer.now);
          return { id: communication };
        },
      ),
  };
}

const everything = async (record: PatientRecord): Promise<Stored[]> => storedMessages(await allOf(record, type));

/** @throws Problem `resource-not-found` */
async function thread(record: PatientRecord, id: string): Promise<{ all: Stored[]; messages: Stored[] }> {
  const all = await everything(record);
  const messages = all.filter(({ conversation }) => conversation === id);
  if (messages.length === 0) throw problem('resource-not-found');
  return { all, messages };
}

/** The documents that messages came with, as far as they are still there. */
async function attached(
  record: PatientRecord,
  messages: Stored[],
): Promise<Map<string, Message['attachments'][number]>> {
  const ids = [...new Set(filesIn(messages))];
  const files = new Map<string, Message['attachments'][number]>();
  for (let start = 0; start < ids.length; start += 50) {
    const found = await allOf(record, 'DocumentReference', [['_id', ids.slice(start, start + 50).join(',')]]);
    for (const resource of found) {
      const read = documentFromFhir(resource);
      if (isUnreadable(read) || !resource.id) continue;
      const { name, contentType, size = 0 } = read.entry;
      files.set(resource.id, { documentId: resource.id, name, contentType, size });
    }
  }
  return files;
}
