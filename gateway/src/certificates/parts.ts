import type { Database } from '../database/connect.ts';

/** What certificates need. */
export interface CertificateParts {
  database: Database;
  /** Key of the codes' hashes and of the tickets, 32 bytes: `secrets.seal`. */
  secret: Buffer;
  publicUrl: string;
  clock: () => Date;
}
