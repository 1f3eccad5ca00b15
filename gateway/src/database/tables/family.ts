import type { Generated } from 'kysely';
import type { Instant, Optional, Sometime } from './columns.ts';

/** C: who represents a minor, by the Patient ids of both; changed by access/representatives.ts alone. */
interface LegalRepresentativeTable {
  id: string;
  patient: string;
  person: string;
  since: Instant;
  by: 'register' | 'invitation';
  /** When the person certified to be a legal representative. */
  declared_at: Instant;
  ended_at: Sometime;
  ended_by: Optional<string>;
  reason: Optional<'left' | 'removed' | 'majority' | 'closed' | 'register'>;
  /** A judgment keeps this person from representing this minor, whatever the register says. */
  barred: Generated<boolean>;
}

/** C3: an invitation of a second representative. `invited_ins` is null where nobody matched what was typed. */
interface InvitationTable {
  id: string;
  patient: string;
  invited_by: string;
  invited_ins: string | null;
  invited_name_hash: string;
  hash: string;
  declared_at: Instant;
  state: 'waiting' | 'accepted' | 'refused' | 'withdrawn' | 'expired';
  expires_at: Instant;
  at: Instant;
  ended_at: Sometime;
}

/** C3: a representative who is to be removed, on a day. */
interface RemovalTable {
  id: string;
  representative: string;
  asked_by: string;
  reason: string;
  takes_effect: Instant;
  withdrawn_at: Sometime;
}

/** C: who represents a child. */
export interface TablesOfFamily {
  legal_representative: LegalRepresentativeTable;
  invitation: InvitationTable;
  removal: RemovalTable;
}
