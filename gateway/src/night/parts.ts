import type { AuditLine } from '../audit/ledger.ts';
import type { Database } from '../database/connect.ts';
import type { FhirServer } from '../fhir/server.ts';
import type { TellPerson } from '../mail/reach.ts';

/** What the works of the night need. */
export interface NightParts {
  database: Database;
  fhir: Pick<FhirServer, 'read' | 'update'>;
  tellPerson: TellPerson;
  /** Key of hashes and of Patient ids, 32 bytes: `secrets.seal`. */
  secret: Buffer;
  publicUrl: string;
  mssDomain: string;
  /** Whether people are given notice by themselves: AUTOMATIC_OPENING. */
  automatic: boolean;
  /** Writes an audit line in the name of the night. */
  record: (line: Pick<AuditLine, 'action' | 'outcome' | 'reason' | 'patient'>) => Promise<void>;
}

/** How much a work did, and how many items it could not do: the next night takes those again. */
export interface Done {
  done: number;
  failed: number;
}

/** One work of the night. What it has done is no longer to be done, so that doing it again does nothing. */
export interface NightWork {
  name: string;
  run: (parts: NightParts, at: Date) => Promise<Done>;
}
