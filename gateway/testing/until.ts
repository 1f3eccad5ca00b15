import { setTimeout as pause } from 'node:timers/promises';

/** Polls until `probe` gives something; fails after 10 s, saying what was awaited. */
export async function until<T>(what: string, probe: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`awaited in vain: ${what}`);
    await pause(20);
  }
}
