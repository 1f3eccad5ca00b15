import {
  isUnreadable,
  messageFromFhir,
  type Author,
  type DeliveryState,
  type Message as Written,
  type Recorded,
} from '@passerelle/fhir-mappings';
import type { Communication } from '@medplum/fhirtypes';
import type { Conversation, Message } from '../client/messages.ts';

/** A message as it is stored, with what it says. */
export interface Stored extends Recorded<Written> {
  id: string;
  resource: Communication;
  conversation: string;
  /** Instant by which messages are put in order. */
  at: string;
  received: boolean;
}

/** Messages that can be read, the oldest first. */
export function storedMessages(resources: Communication[]): Stored[] {
  return resources
    .flatMap((resource): Stored[] => {
      const read = messageFromFhir(resource);
      if (isUnreadable(read) || !resource.id) return [];
      const { entry } = read;
      const at = entry.receivedAt ?? entry.sentAt ?? resource.meta?.lastUpdated ?? '';
      const conversation = entry.conversation ?? resource.id;
      return [{ ...read, id: resource.id, resource, conversation, at, received: !isOwn(read.author) }];
    })
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** Written in this space: by the patient, or by a legal representative. */
const isOwn = ({ kind }: Author): boolean => kind === 'patient' || kind === 'representative';

/** Whether somebody of the registers wrote it: no reply leaves for a sender whom nobody vouched for, nor for this installation. */
export const isAnswerable = ({ author }: Stored): boolean => author.kind !== 'other';

export const isUnread = ({ received, entry }: Stored): boolean => received && entry.readAt === undefined;

/** Whether the last word of a correspondent put an end to the exchange (G9): a new message of theirs opens it again. */
export function hasEnded(all: Stored[], address: string): boolean {
  const theirs = all.filter(({ received, entry }) => received && sameBox(entry.from, address));
  return theirs.at(-1)?.entry.ends === true;
}

const sameBox = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The messages of each conversation, the oldest first; the conversations, the latest first. */
export function threadsOf(all: Stored[]): Stored[][] {
  const threads = new Map<string, Stored[]>();
  for (const one of all) threads.set(one.conversation, [...(threads.get(one.conversation) ?? []), one]);
  return [...threads.values()].sort((one, other) => lastOf(other) - lastOf(one));
}

const lastOf = (messages: Stored[]): number => Date.parse(messages.at(-1)?.at ?? '');

/** Ids of the documents that messages came with. */
export const filesIn = (messages: Stored[]): string[] => messages.flatMap(({ entry }) => entry.attachments ?? []);

/**
 * @param messages those of one conversation, at least one, the oldest first
 * @param seen the documents that its reader can see
 */
export function conversationOf(
  all: Stored[],
  messages: Stored[],
  seen: { has: (document: string) => boolean },
  own: string,
): Conversation {
  const [first] = messages as [Stored];
  const last = messages.at(-1) ?? first;
  const theirs = messages.findLast(({ received }) => received);
  const correspondent = theirs ? partyOf(theirs, own) : { name: '', address: first.entry.to[0]?.address ?? '' };
  return {
    ...{ id: first.conversation, subject: first.entry.subject ?? '', correspondent, lastAt: last.at },
    messages: messages.length,
    unread: messages.filter(isUnread).length,
    attachments: filesIn(messages).some((document) => seen.has(document)),
    ...(hasEnded(all, correspondent.address) ? { ended: true } : {}),
    ...(theirs && !isAnswerable(theirs) ? { noReply: true } : {}),
  };
}

const partyOf = ({ author, entry }: Stored, own: string): { name: string; address: string } => {
  const name = author.kind === 'patient' ? own : (author.name ?? '');
  return { name: name || entry.from, address: entry.from };
};

const states: Record<DeliveryState, NonNullable<Message['delivery']>['state']> = {
  ...{ draft: 'waiting', queued: 'waiting', relayed: 'relayed', delayed: 'delayed' },
  ...{ delivered: 'delivered', read: 'delivered', failed: 'failed' },
};

/** @param files the documents that can be reached, by id */
export function messageOf(stored: Stored, files: Map<string, Message['attachments'][number]>, own: string): Message {
  const { id, at, received, entry } = stored;
  const { state, reason, at: since } = entry.delivery;
  const delivery = { state: states[state], at: since ?? at, ...(reason === undefined ? {} : { detail: reason }) };
  return {
    ...{ id, direction: received ? 'received' : 'sent', from: partyOf(stored, own), at },
    ...{ subject: entry.subject ?? '', text: entry.text ?? '', unread: isUnread(stored) },
    attachments: (entry.attachments ?? []).flatMap((document) => files.get(document) ?? []),
    ...(received ? {} : { delivery }),
  };
}
