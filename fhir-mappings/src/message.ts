import type { Communication, CommunicationPayload } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { concept, type Recorded } from './concept.ts';
import { withKey } from './element.ts';
import { extended } from './extension.ts';
import { identified } from './identifier.ts';
import { fields, type Lens } from './lens.ts';
import { Delivery, delivery } from './message-delivery.ts';
import { Correspondent, from, sender, to } from './message-parties.ts';
import { ownDefinition, ownIdentifier } from './own.ts';
import { Instant, isInstant } from './partial-date.ts';
import { FhirId, idIn, LinkedDocuments, patientUnder } from './parts.ts';
import { MailAddress } from './telecom.ts';
import { line, prose } from './text.ts';
import { unreadable } from './unreadable.ts';

const MESSAGE_ID = '^<[!-~]{1,990}>$';

/**
 * G. A message of a space; its author is the sender. `messageId` and `conversation` are those of the mail (RFC 5322 §3.6.4, with
 * the angle brackets) and of our threads; `inReplyTo` is the id of a Communication, `attachments` those of DocumentReferences;
 * `ends`: the sender put an end to the exchange (G9).
 */
export const Message = Type.Object(
  {
    subject: Type.Optional(line(80)),
    text: Type.Optional(prose(100_000)),
    from: MailAddress,
    to: Type.Array(Correspondent, { minItems: 1, maxItems: 50 }),
    sentAt: Type.Optional(Instant),
    receivedAt: Type.Optional(Instant),
    readAt: Type.Optional(Instant),
    messageId: Type.Optional(Type.String({ pattern: MESSAGE_ID })),
    conversation: Type.Optional(FhirId),
    inReplyTo: Type.Optional(FhirId),
    attachments: Type.Optional(LinkedDocuments),
    delivery: Delivery,
    ends: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
);
export type Message = Static<typeof Message>;

/** System of the Message-ID of a mail, by which a repeat of it is found. */
export const MESSAGE_ID_SYSTEM = ownIdentifier('message-id');
/** System of the id of a conversation. */
export const CONVERSATION_SYSTEM = ownIdentifier('conversation');

const subject: Lens<Communication, string | undefined> = {
  get: ({ topic }) => (topic?.text?.trim() ? topic.text : undefined),
  put: (resource, text) => withKey(resource, 'topic', text === undefined ? undefined : { text }),
};

const isText = ({ contentString }: CommunicationPayload): boolean => contentString !== undefined;
const attached = ({ contentReference }: CommunicationPayload) => idIn('DocumentReference', contentReference);

const text: Lens<Communication, string | undefined> = {
  get: ({ payload = [] }) => {
    const texts = payload.map(({ contentString = '' }) => contentString).filter((part) => part.trim() !== '');
    return texts.length === 0 ? undefined : texts.join('\n\n');
  },
  put: (resource, contentString) =>
    withKey(resource, 'payload', [
      ...(contentString === undefined ? [] : [{ contentString }]),
      ...(resource.payload ?? []).filter((part) => !isText(part)),
    ]),
};

/** Attachments that are documents of the space; a message with files of another kind is not read. */
const attachments: Lens<Communication, string[] | undefined> = {
  get: ({ payload = [] }) => {
    const files = payload.filter((part) => !isText(part));
    const ids = files.map(attached).filter((id) => id !== undefined);
    if (ids.length < files.length) return unreadable('no-file');
    return ids.length === 0 ? undefined : [...new Set(ids)];
  },
  put: (resource, ids = []) =>
    withKey(resource, 'payload', [
      ...(resource.payload ?? []).filter(isText),
      ...ids.map((id) => ({ contentReference: { reference: `DocumentReference/${id}` } })),
    ]),
};

const instantUnder = (key: 'sent' | 'received'): Lens<Communication, Instant | undefined> => ({
  get: (resource) => {
    const found = resource[key];
    return found !== undefined && isInstant(found) ? found : undefined;
  },
  put: (resource, value) => withKey(resource, key, value),
});

const inReplyTo: Lens<Communication, string | undefined> = {
  get: ({ inResponseTo }) => idIn('Communication', inResponseTo?.[0]),
  put: (resource, id) =>
    withKey(resource, 'inResponseTo', id === undefined ? undefined : [{ reference: `Communication/${id}` }]),
};

const readAt = extended<Communication, Instant>(
  ownDefinition('read-at'),
  ({ valueInstant = '' }) => (isInstant(valueInstant) ? valueInstant : undefined),
  (valueInstant) => ({ valueInstant }),
);

const ends = extended<Communication, true>(
  ownDefinition('ends-exchange'),
  ({ valueBoolean }) => (valueBoolean === true ? true : undefined),
  (valueBoolean) => ({ valueBoolean }),
);

export const message = concept<Recorded<Message>, Communication>({
  action: 'message',
  schema: Message,
  profiles: [],
  blank: { resourceType: 'Communication', status: 'preparation' },
  lens: fields<Communication, Recorded<Message>>({
    patient: patientUnder('subject'),
    author: sender,
    entry: fields<Communication, Message>({
      subject,
      text,
      from,
      to,
      sentAt: instantUnder('sent'),
      receivedAt: instantUnder('received'),
      readAt,
      messageId: identified(MESSAGE_ID_SYSTEM, new RegExp(MESSAGE_ID)),
      conversation: identified(CONVERSATION_SYSTEM, /^[A-Za-z0-9\-.]{1,64}$/),
      inReplyTo,
      attachments,
      delivery,
      ends,
    }),
  }),
});

export const { toFhir: messageToFhir, fromFhir: messageFromFhir } = message;
