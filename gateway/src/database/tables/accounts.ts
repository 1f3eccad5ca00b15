import type { ColumnType, Generated } from 'kysely';
import type { Instant, Made, Optional, Sometime } from './columns.ts';

interface AccountTable {
  id: string;
  patient: string;
  identifier: string;
  password: string;
  email: string;
  mobile: string | null;
  language: Generated<'fr' | 'en'>;
  created_at: Made;
  email_verified_at: Sometime;
  mobile_verified_at: Sometime;
  /** 32 random bytes by which passkeys know the account. */
  handle: Optional<string>;
  closed_at: Sometime;
  password_at: Sometime;
}

interface PasskeyTable {
  id: string;
  account: string;
  public_key: Buffer;
  counter: string;
  transports: string[];
  backed_up: boolean;
  name: string;
  created_at: Instant;
  used_at: Sometime;
}

/** A browser from which an account has signed in before. */
interface DeviceTable {
  account: string;
  id: string;
  name: string;
  first_at: Instant;
  seen_at: Instant;
}

/** Provisional codes, one-time codes and openings: only their hashes, used once. */
interface OneTimeTable {
  id: string;
  purpose: 'provisional' | 'opening' | 'contact' | 'challenge' | 'code' | 'recovery' | 'passkey';
  subject: string;
  hash: string;
  tries: Generated<number>;
  expires_at: Instant;
  used_at: Instant | null;
  detail: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
  /** A provisional code in somebody's hand: nobody else can take it until then. */
  claimed_until: Sometime;
}

interface SessionTable {
  id: string;
  hash: string;
  kind: 'patient' | 'professional';
  account: string | null;
  /** Claims of a professional's session. */
  professional: string | null;
  idle_until: Instant;
  ends_at: Instant;
  created_at: Made;
  device: Optional<string>;
  device_name: Optional<string>;
  source: Optional<string>;
  seen_at: Sometime;
  /** When who signed in last proved to be the owner. */
  proved_at: Sometime;
  by: Optional<'code' | 'passkey'>;
}

/** F5: whether an account is told of something in a space; without a row it is. */
interface NotificationTable {
  account: string;
  patient: string;
  kind: string;
  wanted: boolean;
}

/** B, F5: a patient’s account, the ways into it, and who is signed in. */
export interface TablesOfAccounts {
  account: AccountTable;
  passkey: PasskeyTable;
  device: DeviceTable;
  one_time: OneTimeTable;
  session: SessionTable;
  notification: NotificationTable;
}
