import type { Kysely, Selectable } from 'kysely';
import type { Guard } from '../access/guard.ts';
import type { familyRoutes } from '../client/family.ts';
import type { Answer } from '../client/route.ts';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { TellPerson } from '../mail/reach.ts';

export type Insured = Selectable<Tables['insured']>;

/** What families need. Spaces are opened and refused by the functions of that feature, which the application hands over. */
export interface FamilyParts {
  database: Database;
  guard: Pick<Guard, 'record'>;
  tellPerson: TellPerson;
  /** Opens a child's space, as a representative does; `andThen` runs in the same transaction, `moved` when the space was not open. @returns the id of the Patient */
  openMinor: (
    child: Insured,
    andThen: (transaction: Kysely<Tables>, patient: string, moved: boolean) => Promise<void>,
  ) => Promise<string>;
  /** Refuses a child's space that there is not yet. @throws Problem `space-state` when there is one */
  opposeMinor: (transaction: Kysely<Tables>, child: Insured, at: Date) => Promise<string>;
  /** Closes a child's space. @returns `moved`: false when it was closed already @throws Problem `space-state` */
  closeMinor: (
    transaction: Kysely<Tables>,
    child: { ins: string; patient: string; name: string; at: Date },
  ) => Promise<Answer<typeof familyRoutes, 'POST /api/family/:profile/closing'> & { moved: boolean }>;
  /** One hand at a time on a person's space, before any row of it is locked. */
  lockPerson: (transaction: Kysely<Tables>, ins: string) => Promise<void>;
  issueCertificate: (
    transaction: Kysely<Tables>,
    of: { kind: 'opposition'; ins: string; name: string; at: Date },
  ) => Promise<{ certificate: string; code: string }>;
  /** The 15 characters of a NIR as somebody typed it. */
  insOf: (nir: string) => string;
  /** Key of hashes, 32 bytes: `secrets.seal`. */
  secret: Buffer;
  publicUrl: string;
  mssDomain: string;
  clock: () => Date;
  /** How long, in milliseconds, an invitation takes, whoever it is for; 600 unless said. */
  steady?: number;
  /** Told when one took longer. */
  overran?: () => void;
}

/** Who asks, and in which request. */
export interface Asking {
  caller: { person: string; account: string; session: string; name: string };
  request: string;
}

/** Days that an invitation can be answered, and that a removal is announced ahead. */
export const noticeDays = 15;
export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * 24 * 3600 * 1000);

/** A minor has at most so many representatives at a time. */
export const mostRepresentatives = 2;
