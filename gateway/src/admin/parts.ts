import type { Anchors } from '../audit/anchors.ts';
import type { AuditLine } from '../audit/ledger.ts';
import type { Database } from '../database/connect.ts';
import type { FhirServer } from '../fhir/server.ts';
import type { TellPerson } from '../mail/reach.ts';

/** What the commands need. `record` writes an audit line in the operator's name. */
export interface AdminParts {
  database: Database;
  /** Opened when it is first asked for: few commands need it. */
  openFhir: () => Promise<FhirServer>;
  /** Likewise: tells people through the queue of the gateway. */
  openTelling: () => Promise<TellPerson>;
  secret: Buffer;
  auditKey: Buffer;
  /** Where the chain was seen to reach, outside the database. */
  anchors: Anchors;
  publicUrl: string;
  mssDomain: string;
  /** Whether spaces open by themselves. */
  automatic: boolean;
  /** Whether real people are behind the register. */
  production: boolean;
  record: (line: Pick<AuditLine, 'action' | 'outcome' | 'reason' | 'patient' | 'target'>) => Promise<void>;
  clock: () => Date;
  /** A line for the operator. */
  say: (line: string) => void;
}

/** A command by its two words; gives the exit code. @throws UsageFault when its words are wrong */
export type Command = (parts: AdminParts, words: string[]) => Promise<number>;

/** Words of a command that cannot be meant. */
export class UsageFault extends Error {}
