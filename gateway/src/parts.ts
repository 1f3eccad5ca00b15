import { entrance } from './access/enter.ts';
import { FactsSource } from './access/facts.ts';
import { Guard } from './access/guard.ts';
import type { Matrix } from './access/matrix.ts';
import { readRules } from './access/rules.ts';
import { tellingEmergencies } from './audit/emergency-notices.ts';
import { Ledger } from './audit/ledger.ts';
import type { IsBreached } from './auth/breached-passwords.ts';
import { RefusedCallers } from './auth/refused-callers.ts';
import type { Database } from './database/connect.ts';
import { type Meet } from './directory/meeting.ts';
import type { FhirServer } from './fhir/server.ts';
import type { Metrics } from './http/metrics.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Notices } from './mail/notices.ts';
import type { TellPerson } from './mail/reach.ts';
import type { Secrets } from './secrets.ts';
import type { Sms } from './sms/sms.ts';
import { patientNotices } from './mail/patient-notices.ts';

/** What the application is made of; main.ts chooses, tests pass in their own. */
export interface Parts {
  database: Database;
  fhir: FhirServer;
  mailer: Mailer;
  jobs: Jobs;
  notices: Notices;
  /** Tells a person of the register or an account something, by the way that there is. */
  tellPerson: TellPerson;
  /** Absent: codes are not offered as text messages. */
  sms?: Sms;
  /** Absent: no list of breached passwords is asked. */
  isBreached?: IsBreached;
  matrix: Matrix;
  secrets: Secrets;
  metrics: Metrics;
  /** Without a slash at its end. */
  publicUrl: string;
  mssDomain: string;
  /** The identity provider of professionals, and the gateway's client there. */
  identity: { issuer: string; discoveryUrl?: string; clientId: string; clientSecret: string; audience: string };
  proxies: number;
  logLevel: string;
  clock: () => Date;
}

/** What every door needs, made of the parts. */
export type Inside = Parts & ReturnType<typeof inner> & { meet: Meet };

function inner(parts: Parts) {
  const { database, fhir, matrix, clock, secrets, notices, publicUrl, metrics } = parts;
  const facts = new FactsSource(database, (patient) => readRules(fhir, patient), clock);
  const ledger = new Ledger(database, secrets.audit);
  const guard = new Guard({ facts, ledger, matrix, clock });
  const notify = patientNotices({ database, notices, publicUrl, clock });
  const refused = new RefusedCallers({ guard, count: metrics.callerRefused });
  const enter = tellingEmergencies(entrance(guard, fhir), { database, notify, clock });
  return { facts, ledger, guard, enter, notify, refused };
}

/** The parts with what is made of them, once for all doors. */
export const insideOf = (parts: Parts, meet: Meet): Inside => ({ ...parts, ...inner(parts), meet });
