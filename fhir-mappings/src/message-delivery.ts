import type { Communication, Extension } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { extensionIn, withExtension } from './extension.ts';
import { keysOf } from './keys.ts';
import type { Label } from './label.ts';
import type { Lens } from './lens.ts';
import { ownDefinition } from './own.ts';
import { Instant, isInstant } from './partial-date.ts';
import { prose } from './text.ts';
import { unreadable } from './unreadable.ts';

interface State {
  readonly status: Communication['status'];
  readonly label: Label;
}

/** X4. Where a message is; nothing ends as sent that bounced. `status` is what FHIR says of it. */
export const DELIVERY_STATES = {
  draft: { status: 'preparation', label: { fr: 'Brouillon', en: 'Draft' } },
  queued: { status: 'in-progress', label: { fr: 'En attente d’envoi', en: 'Waiting to be sent' } },
  relayed: {
    status: 'in-progress',
    label: { fr: 'Remis au serveur du destinataire', en: 'Handed to the recipient’s server' },
  },
  delayed: { status: 'in-progress', label: { fr: 'Retardé', en: 'Delayed' } },
  delivered: { status: 'completed', label: { fr: 'Distribué', en: 'Delivered' } },
  read: { status: 'completed', label: { fr: 'Lu', en: 'Read' } },
  failed: { status: 'stopped', label: { fr: 'Non distribué', en: 'Not delivered' } },
} as const satisfies Record<string, State>;
export type DeliveryState = keyof typeof DELIVERY_STATES;

/** The state, since when, and why in plain words (a failure, a delay). */
export const Delivery = Type.Object(
  { state: Type.Enum(keysOf(DELIVERY_STATES)), at: Type.Optional(Instant), reason: Type.Optional(prose(1000)) },
  { additionalProperties: false },
);
export type Delivery = Static<typeof Delivery>;

const DELIVERY = ownDefinition('delivery');
const states = keysOf(DELIVERY_STATES);

/** What a status alone says: other software knows no more. */
const BY_STATUS: Readonly<Record<string, DeliveryState>> = {
  preparation: 'draft',
  'in-progress': 'queued',
  completed: 'delivered',
  stopped: 'failed',
};

export const delivery: Lens<Communication, Delivery> = {
  get: (resource) => {
    const byStatus = BY_STATUS[resource.status];
    if (byStatus === undefined) return unreadable('status');
    const said = extensionIn(resource, DELIVERY);
    const code = extensionIn(said, 'state')?.valueCode;
    const state = states.find((known) => known === code && DELIVERY_STATES[known].status === resource.status);
    const at = extensionIn(said, 'at')?.valueInstant;
    const reason = extensionIn(said, 'reason')?.valueString;
    return {
      state: state ?? byStatus,
      ...(at !== undefined && isInstant(at) ? { at } : {}),
      ...(reason?.trim() ? { reason } : {}),
    };
  },
  put: (resource, { state, at, reason }) => {
    const parts: Extension[] = [
      { url: 'state', valueCode: state },
      ...(at === undefined ? [] : [{ url: 'at', valueInstant: at }]),
      ...(reason === undefined ? [] : [{ url: 'reason', valueString: reason }]),
    ];
    return {
      ...withExtension(resource, DELIVERY, { extension: parts }),
      status: DELIVERY_STATES[state].status,
    };
  },
};
