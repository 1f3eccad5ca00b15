import type { Spool } from '../spool/spool.ts';

/** A disk this full is left alone: the spool must be able to note what becomes of what it holds. */
const MIN_FREE_BYTES = 256 * 1024 * 1024;
const LOOK_EVERY_MS = 1000;

/** Whether the spool's disk has room; looked at once a second, not for each message. */
export function roomIn(spool: Spool): () => boolean {
  let looked = -Infinity;
  let room = true;
  return () => {
    if (performance.now() - looked > LOOK_EVERY_MS) {
      looked = performance.now();
      room = spool.free() > MIN_FREE_BYTES;
    }
    return room;
  };
}
