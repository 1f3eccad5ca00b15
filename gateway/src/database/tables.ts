import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Rules } from '../access/decision-facts.ts';

type Instant = ColumnType<Date, Date | string, Date | string>;
/** `YYYY-MM-DD` */
type Day = string;
type Made = ColumnType<Date, Date | string | undefined, never>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;
type Sometime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** 0.1: a person as the health insurer knows them. `ins` is 15 digits: NIR with its key. */
interface InsuredTable {
  ins: string;
  ins_oid: string;
  birth_name: string;
  first_names: string;
  used_name: string | null;
  used_first_name: string | null;
  sex: 'male' | 'female' | 'unknown';
  birth_date: string;
  birth_place: string;
  card: 'with-photo' | 'without-photo';
  card_serial: string;
  email: string | null;
  mobile: string | null;
  /** ins of the adults to whom a minor is attached */
  attached_to: string[];
  /** Lines of a letter's address, 6 at most, of 38 characters at most. */
  address: Generated<string[]>;
  imported_at: Made;
}

/** A space, by the id of its Patient. `version` moves with every change of the record or of the access rules. */
interface SpaceTable {
  patient: string;
  ins: string;
  state: 'open' | 'opposed' | 'closed';
  version: Generated<string>;
  /** What decisions need of the consents: see access/facts.ts. */
  rules: JSONColumnType<Rules>;
  /** A change of the consents has begun and is not known to have ended: the rules are read again before deciding. */
  rules_pending: Generated<boolean>;
  opened_at: ColumnType<Date, Date | string | undefined, Date>;
  opened_by: ColumnType<'person' | 'representative' | 'night', string | undefined, string>;
  closed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** Until when the record of a closed space is kept. */
  keep_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** A7: a space that opens by itself on a day, unless the person objects. Days are those of Europe/Paris. */
interface AnnouncementTable {
  ins: string;
  announced_on: Day;
  opens_on: Day;
  by: 'email' | 'post';
  ended_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  ended_by: ColumnType<'opposed' | 'activated' | 'opened' | null, string | null | undefined, string | null>;
}

/** A1: a provisional code that was sent because somebody asked for it. */
interface CodeRequestTable {
  id: string;
  ins: string;
  channel: 'email' | 'sms' | 'post';
  at: Instant;
}

/** A letter in the print queue: `file` is its name there. */
interface LetterTable {
  id: string;
  kind: string;
  ins: string;
  file: string;
  at: Instant;
  printed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** A3: a certificate's code is only hashed; the rest is what its PDF is made of again. */
interface CertificateTable {
  id: string;
  hash: string;
  kind: 'opposition' | 'closing';
  ins: string;
  name: string;
  at: Instant;
}

/** A work of the night and the day that it was done for. */
interface NightRunTable {
  work: string;
  day: Day;
  at: Instant;
  done: number;
  failed: number;
}

/** A7: who has been told of coming of age, and given a code of their own. */
interface MajorityTable {
  patient: string;
  at: Instant;
}

/** A8: the step that a space's first questionnaire has come to; 6 is past the last. */
interface QuestionnaireTable {
  patient: string;
  step: Generated<number>;
  ended_at: Sometime;
}

/** A9: the welcome message of a space, due or filed. */
interface WelcomeTable {
  patient: string;
  at: Instant;
  tries: Generated<number>;
  next_at: Instant;
  filed_at: Sometime;
}

/** F3: a professional broke the glass for a patient, until a time. */
interface BreakGlassTable {
  patient: string;
  rpps: string;
  reason: string;
  until: Instant;
  at: Made;
}

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

/** A browser from which an account has signed in before. */
interface DeviceTable {
  account: string;
  id: string;
  name: string;
  first_at: Instant;
  seen_at: Instant;
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
  claimed_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
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

/** 0.2: professionals seen, and those that an operator or the directory named. */
interface ProfessionalTable {
  rpps: string;
  name: string;
  profession: string | null;
  specialty: string | null;
  organization: string | null;
  /** Secure mail address, in small letters, where it is known. */
  mail: ColumnType<string | null, string | null | undefined, string | null>;
  seen_at: Made;
}

/** 0.3: organisations and the mail domains that they may send from. */
interface OrganizationTable {
  finess: string;
  name: string;
  mail_domains: string[];
}

interface AuditHeadTable {
  one: Generated<number>;
  seq: string;
  hash: string;
}

interface AuditLineTable {
  seq: string;
  at: Instant;
  line: string;
  hash: string;
  patient: string | null;
  exported: Generated<boolean>;
}

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

/** Emergency accesses of which the patient has been told: one notice an hour and professional. */
interface EmergencyNoticeTable {
  patient: string;
  rpps: string;
  hour: Instant;
}

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

/** F5: whether an account is told of something in a space; without a row it is. */
interface NotificationTable {
  account: string;
  patient: string;
  kind: string;
  wanted: boolean;
}

/** F5: an export of a space; `done` of `total` steps. `size` in bytes and `digest` (SHA-256, hexadecimal) once it is ready. */
interface ExportTable {
  id: string;
  account: string;
  patient: string;
  state: 'waiting' | 'running' | 'ready' | 'failed' | 'removed';
  done: Generated<number>;
  total: Generated<number>;
  size: ColumnType<string | null, number | null | undefined, number | null>;
  digest: Optional<string>;
  at: Instant;
  ended_at: Sometime;
}

interface ExportChunkTable {
  export: string;
  n: number;
  bytes: Buffer;
}

export interface Tables {
  notification: NotificationTable;
  export: ExportTable;
  export_chunk: ExportChunkTable;
  insured: InsuredTable;
  space: SpaceTable;
  break_glass: BreakGlassTable;
  account: AccountTable;
  one_time: OneTimeTable;
  session: SessionTable;
  device: DeviceTable;
  passkey: PasskeyTable;
  legal_representative: LegalRepresentativeTable;
  invitation: InvitationTable;
  removal: RemovalTable;
  professional: ProfessionalTable;
  organization: OrganizationTable;
  audit_head: AuditHeadTable;
  audit_line: AuditLineTable;
  outbox: OutboxTable;
  filed_mail: FiledMailTable;
  emergency_notice: EmergencyNoticeTable;
  idempotency: IdempotencyTable;
  throttle: ThrottleTable;
  announcement: AnnouncementTable;
  code_request: CodeRequestTable;
  letter: LetterTable;
  certificate: CertificateTable;
  night_run: NightRunTable;
  majority: MajorityTable;
  questionnaire: QuestionnaireTable;
  welcome: WelcomeTable;
}
