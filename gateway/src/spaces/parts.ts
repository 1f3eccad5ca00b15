import type { Kysely } from 'kysely';
import type { Guard } from '../access/guard.ts';
import type { IsBreached } from '../auth/breached-passwords.ts';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { FhirServer } from '../fhir/server.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { TellPerson } from '../mail/reach.ts';
import type { Sms } from '../sms/sms.ts';

/** What a certificate is about. */
export interface CertificateOf {
  kind: 'opposition' | 'closing';
  ins: string;
  name: string;
  at: Date;
}

/** What opening a space needs. It is the one feature with a FHIR server in hand: the guard knows no space before there is one. */
export interface SpaceParts {
  database: Database;
  guard: Pick<Guard, 'record'>;
  fhir: Pick<FhirServer, 'read' | 'update'>;
  jobs: Pick<Jobs, 'work' | 'add'>;
  /** One-time codes are sent at once: who waits for one must hear when it cannot be sent. */
  mailer: Pick<Mailer, 'send'>;
  /** Absent: codes are not offered as text messages. */
  sms?: Sms;
  tellPerson: TellPerson;
  /** Absent: no service of breached passwords is asked. */
  isBreached?: IsBreached;
  /** Writes a certificate down. @returns its verification code, and the ticket that gives its PDF. */
  issueCertificate: (transaction: Kysely<Tables>, of: CertificateOf) => Promise<{ certificate: string; code: string }>;
  /** Key of hashes and of Patient ids, 32 bytes: `secrets.seal`. */
  secret: Buffer;
  publicUrl: string;
  mssDomain: string;
  clock: () => Date;
  /** How long, in milliseconds, an answer takes that must not show by its duration whether somebody exists; 600 unless said. */
  steady?: number;
  /** Told when such an answer took longer. */
  overran?: () => void;
}

/** Where a request comes from; `own` is the opening that this browser holds already. */
export interface Origin {
  request: string;
  ip: string;
  own?: string | undefined;
}

/** Milliseconds; see `SpaceParts.steady`. */
export const steadyTime = 600;
