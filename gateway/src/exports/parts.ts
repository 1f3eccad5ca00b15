import type { PatientCaller } from '../access/caller.ts';
import type { Enter } from '../access/enter.ts';
import type { Database } from '../database/connect.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { TellPerson } from '../mail/reach.ts';

export interface ExportParts {
  enter: Enter;
  database: Database;
  jobs: Pick<Jobs, 'work' | 'add'>;
  tellPerson: TellPerson;
  publicUrl: string;
  clock: () => Date;
  /** Largest copy in bytes: 2 GB unless said. */
  most?: number;
}

export interface Asking {
  caller: PatientCaller;
  request: string;
}

/** Days that a copy is there. */
export const keptDays = 7;
export const expiryOf = (at: Date): Date => new Date(at.getTime() + keptDays * 24 * 3600 * 1000);
