import type { Guard } from '../access/guard.ts';
import type { Database } from '../database/connect.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { TellPerson } from '../mail/reach.ts';
import type { Sms } from '../sms/sms.ts';
import type { Afterwards } from './afterwards.ts';
import type { IsBreached } from './breached-passwords.ts';

/** What signing in needs. `clock` is the only source of time. */
export interface SessionParts {
  database: Database;
  guard: Pick<Guard, 'record'>;
  /** One-time codes are sent at once: who waits for one must hear when it cannot be sent. */
  mailer: Pick<Mailer, 'send'>;
  /** Absent: codes are not offered as text messages. */
  sms?: Sms;
  tellPerson: TellPerson;
  /** Does what must not show in an answer, once that has left. */
  afterwards: Afterwards;
  /** Absent: no list of breached passwords is asked. */
  isBreached?: IsBreached;
  /** Told when an answer took longer than the time that was to hide what it looked up. */
  overran?: () => void;
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
  /** What the browser says that it is (`User-Agent`). */
  agent: string | undefined;
}
