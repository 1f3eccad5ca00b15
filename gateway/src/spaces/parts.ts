import type { Guard } from '../access/guard.ts';
import type { Database } from '../database/connect.ts';
import type { FhirServer } from '../fhir/server.ts';
import type { Notices } from '../mail/notices.ts';

/** What opening a space needs. It is the one feature with a FHIR server in hand: the guard knows no space before there is one. */
export interface SpaceParts {
  database: Database;
  guard: Pick<Guard, 'record'>;
  fhir: Pick<FhirServer, 'read' | 'update'>;
  notices: Notices;
  /** Key of hashes and of Patient ids, 32 bytes: `secrets.seal`. */
  secret: Buffer;
  publicUrl: string;
  mssDomain: string;
  clock: () => Date;
}
