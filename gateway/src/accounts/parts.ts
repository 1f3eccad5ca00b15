import type { Kysely } from 'kysely';
import type { PatientCaller } from '../access/caller.ts';
import type { SessionParts } from '../auth/parts.ts';
import type { Answer } from '../client/route.ts';
import type { settingsRoutes } from '../client/settings.ts';
import type { Tables } from '../database/tables.ts';

export type ContactKind = 'email' | 'mobile';

/** What settings need. What spaces and certificates know is handed over by the application. */
export interface AccountParts extends Omit<SessionParts, 'afterwards'> {
  /** An address as it is kept, of what was typed. @throws Problem `contact-invalid` */
  addressOf: (kind: ContactKind, typed: string) => string;
  /** @throws Problem `identifier-invalid`, `identifier-unavailable` */
  checkIdentifier: (identifier: string) => void;
  /** Closes the person's space, in a transaction. @returns `moved`: false when it was closed already @throws Problem `space-state` */
  closeSpace: (
    transaction: Kysely<Tables>,
    space: { ins: string; patient: string; name: string; at: Date },
  ) => Promise<Answer<typeof settingsRoutes, 'POST /api/space/closing'> & { moved: boolean }>;
}

/** Who asks, in which request and from where. */
export interface Asking {
  caller: PatientCaller;
  request: string;
  ip: string;
}

/** Keeps in the audit that somebody changed something of their account. */
export const noteChange = (
  { guard }: Pick<AccountParts, 'guard'>,
  { caller, request }: Pick<Asking, 'caller' | 'request'>,
  reason: string,
): Promise<void> =>
  guard.record({
    ...{ request, action: 'account.change', patient: caller.person, outcome: 'success', reason },
    actor: { kind: 'patient', id: caller.person, name: caller.name },
  });
