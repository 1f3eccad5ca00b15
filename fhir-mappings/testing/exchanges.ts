import fc from 'fast-check';
import {
  DELIVERY_STATES,
  DOCUMENT_CATEGORIES,
  DOCUMENT_TYPES,
  keysOf,
  UPLOAD_FORMATS,
  type AccessRule,
  type Correspondent,
  type Delivery,
  type DocumentKind,
  type EmergencySettings,
  type MedicalDocument,
  type Message,
} from '../src/index.ts';
import { dayOrInstant, fhirId, instant, lineOfText, linesOfText, linkedIds, partialDate, rpps } from './basic.ts';
import { mailAddress } from './people.ts';

const deposits: readonly string[] = keysOf(DOCUMENT_CATEGORIES).map((key) => DOCUMENT_CATEGORIES[key].deposit);

const kind: fc.Arbitrary<DocumentKind> = fc.oneof(
  fc.constantFrom(...keysOf(DOCUMENT_CATEGORIES)).map((category) => ({ category })),
  fc
    .constantFrom(...keysOf(DOCUMENT_TYPES).filter((type) => !deposits.includes(type)))
    .map((type) => ({ category: DOCUMENT_TYPES[type].category, type })),
);

export const sha1 = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => btoa(String.fromCharCode(...bytes)));
const yes = fc.constant(true as const);

export const documentEntry: fc.Arbitrary<MedicalDocument> = fc
  .tuple(
    kind,
    fc.record(
      {
        name: lineOfText(50, /[@\->?/\\[*#\]%~+€$!=]/),
        date: partialDate,
        hidden: fc.boolean(),
        hiddenFromPatient: yes,
        hiddenFromRepresentatives: yes,
        contentType: fc.constantFrom(...keysOf(UPLOAD_FORMATS), 'text/xml'),
        format: fc.constant('urn:asipSante:modelesHorsProfils:2011'),
        binary: fhirId,
        size: fc.nat(25_000_000),
        hash: sha1,
        uniqueId: fc.nat().map((number) => `urn:oid:2.25.${number}`),
        addedAt: instant,
        superseded: yes,
      },
      { requiredKeys: ['name', 'date', 'hidden', 'contentType', 'binary'] },
    ),
  )
  .map(([of, document]) => ({ ...of, ...document }));

export const accessRuleEntry: fc.Arbitrary<AccessRule> = fc.record(
  {
    rpps,
    name: lineOfText(150),
    decision: fc.constantFrom('authorised', 'blocked'),
    since: dayOrInstant,
    until: dayOrInstant,
    administrator: yes,
  },
  { requiredKeys: ['rpps', 'decision', 'since'] },
);

export const emergencyEntry: fc.Arbitrary<EmergencySettings> = fc.record({
  samu: fc.boolean(),
  others: fc.boolean(),
  hidden: fc.boolean(),
  since: dayOrInstant,
});

const correspondent: fc.Arbitrary<Correspondent> = fc.record(
  { address: mailAddress, name: lineOfText(150), patient: yes },
  { requiredKeys: ['address'] },
);

const delivery: fc.Arbitrary<Delivery> = fc.record(
  { state: fc.constantFrom(...keysOf(DELIVERY_STATES)), at: instant, reason: linesOfText(1000) },
  { requiredKeys: ['state'] },
);

export const messageEntry: fc.Arbitrary<Message> = fc.record(
  {
    subject: lineOfText(80),
    text: linesOfText(1000),
    from: mailAddress,
    to: fc.uniqueArray(correspondent, { minLength: 1, maxLength: 3, selector: ({ address }) => address }),
    sentAt: instant,
    receivedAt: instant,
    readAt: instant,
    messageId: fc.stringMatching(/^<[a-z0-9.]{1,20}@[a-z]{2,9}\.example>$/),
    conversation: fhirId,
    inReplyTo: fhirId,
    attachments: linkedIds,
    delivery,
    ends: yes,
  },
  { requiredKeys: ['from', 'to', 'delivery'] },
);
