import { LRUCache } from 'lru-cache';
import type { Enter } from '../access/enter.ts';
import { AnswerCache } from './answers.ts';
import type { FhirApiParts } from './parts.ts';
import { Seal } from './seal.ts';

/** What the interactions share. Nothing here is needed by another copy of the gateway. */
export interface Api extends Omit<FhirApiParts, 'seal'> {
  /** Our own base address. */
  base: string;
  seal: Seal;
  answers: AnswerCache;
  /** Whose a resource was when it was last read: tells the space to decide in, nothing more. */
  owners: LRUCache<string, string>;
  /** Spaces by INS. */
  spaces: LRUCache<string, string>;
  enter: Enter;
}

export const createApi = (parts: FhirApiParts): Api => ({
  ...parts,
  base: `${parts.publicUrl.replace(/\/+$/, '')}/fhir/R4`,
  seal: new Seal(parts.seal, parts.clock),
  answers: new AnswerCache(),
  owners: new LRUCache({ max: 20_000 }),
  spaces: new LRUCache({ max: 5_000 }),
});
