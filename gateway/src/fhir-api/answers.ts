import { LRUCache } from 'lru-cache';
import type { Caller } from '../access/caller.ts';
import type { Grant } from '../access/guard.ts';

/** An answer as it was made, with what it reached, for the audit. */
export interface KeptAnswer {
  body: string;
  version?: string | undefined;
  lastModified?: string | undefined;
  touched: string[];
  hiddenFromKin: string[];
}

/** What of an answer the request itself makes; what was reached is the grant's to know. */
export type Made = Omit<KeptAnswer, 'touched' | 'hiddenFromKin'>;

const largest = 256 * 1024;

/**
 * Answers to what was asked before: of one space at one version, for one caller and reach. The line of audit of a repeated reading confirms that the
 * space is still at that version, so that what another copy of the gateway changed is seen at once; 30 s bound what went past the gateways.
 */
export class AnswerCache {
  readonly #kept = new LRUCache<string, KeptAnswer>({
    // Some thousand answers; of what no longer holds, as much stays until it is displaced (measured: the gateway takes 235 MB for 258).
    maxSize: 16 * 1024 * 1024,
    sizeCalculation: ({ body, touched, hiddenFromKin }) =>
      2 * body.length + 64 * (touched.length + hiddenFromKin.length) + 500,
    ttl: 30_000,
  });

  /** Gives the kept answer, or makes and keeps it. The version must have been known before anything was read. */
  async through(grant: Grant, request: string, make: () => Promise<Made>): Promise<KeptAnswer> {
    const key = keyOf(grant, request);
    const kept = this.#kept.get(key);
    if (kept) {
      grant.touched.push(...kept.touched);
      for (const name of kept.hiddenFromKin) grant.hiddenFromKin.add(name);
      return kept;
    }
    const fresh = { ...(await make()), touched: [...grant.touched], hiddenFromKin: [...grant.hiddenFromKin] };
    if (fresh.body.length <= largest) this.#kept.set(key, fresh);
    return fresh;
  }
}

/** Reaches may be alike, and what comes along, what is linked and the page links still be one caller's own. */
const keyOf = ({ caller, patient, facts, reach }: Grant, request: string): string =>
  `${callerOf(caller)} ${patient} ${facts.version} ${reach.tags.join()} ${String(reach.classes)} ${request}`;

const callerOf = (caller: Caller): string =>
  caller.kind === 'professional' ? `${caller.rpps} ${caller.profession}` : JSON.stringify(caller);
