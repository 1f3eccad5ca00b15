import type { Generated } from 'kysely';
import type { Instant, Made } from './columns.ts';

/** A reply waiting to be relayed, or its end (X4). */
interface OutboxTable {
  id: string;
  patient: string;
  communication: string;
  message_id: string;
  mail: string;
  /** `preparing`: the Communication may not be there yet. */
  state: 'preparing' | 'waiting' | 'claimed' | 'relayed' | 'failed' | 'delivered';
  attempts: Generated<number>;
  next_at: Instant;
  lease_until: Instant | null;
  detail: string | null;
  updated_at: Made;
}

/** Messages that were filed, so that the patient is told of each once. */
interface FiledMailTable {
  communication: string;
  at: Made;
}

/** G: secure mail. */
export interface TablesOfMessages {
  outbox: OutboxTable;
  filed_mail: FiledMailTable;
}
