import type { Generated } from 'kysely';
import type { Instant, Made } from './columns.ts';

interface IdempotencyTable {
  key: string;
  owner: string;
  request: string;
  status: number | null;
  answer: string | null;
  at: Made;
}

/** Counts of tries in a window, for throttling. */
interface ThrottleTable {
  key: string;
  count: number;
  window_ends: Instant;
  /** How many windows in a row were exceeded. */
  strikes: Generated<number>;
}

/** What is remembered of requests. */
export interface TablesOfRequests {
  idempotency: IdempotencyTable;
  throttle: ThrottleTable;
}
