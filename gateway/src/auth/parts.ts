import type { Guard } from '../access/guard.ts';
import type { Database } from '../database/connect.ts';
import type { Mailer } from '../mail/mailer.ts';

/** What signing in needs. `clock` is the only source of time. */
export interface SessionParts {
  database: Database;
  guard: Pick<Guard, 'record'>;
  /** One-time codes are sent at once: who waits for one must hear when it cannot be sent. */
  mailer: Pick<Mailer, 'send'>;
  /** Key of the hashes, 32 bytes: `secrets.seal`. */
  secret: Buffer;
  /** Address of the gateway as browsers see it: https makes cookies `__Host-` and `Secure`. */
  publicUrl: string;
  mssDomain: string;
  clock: () => Date;
}

/** Where a try comes from. */
export interface Origin {
  /** Reference of the request, for the audit. */
  request: string;
  ip: string;
  /** The cookie of a known device. */
  device: string | undefined;
}
