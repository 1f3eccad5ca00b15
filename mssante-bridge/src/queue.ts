import type { Handed } from './intake.ts';
import type { Log } from './log.ts';

export interface QueueOptions {
  /** Messages in hand at once. */
  concurrency: number;
  /** Milliseconds: the first wait after a failure, doubled each time up to the longest. */
  firstWait: number;
  longestWait: number;
  /** Milliseconds: how often the gateway is tried while it does not answer. */
  gatewayWait: number;
  /** Receiving comes first, a sender waits for it: handing on waits for this long without new mail… */
  calm: number;
  /** …but no message waits longer for calm than this. Milliseconds. */
  longestHold: number;
}

/** Which message is handed on when. It remembers nothing that the spool does not: it is filled from there at the start. */
export interface Queue {
  add: (id: string) => void;
  /** Whether the gateway took, or refused, the last message that was tried. */
  healthy: () => boolean;
  /** Lets what is in hand end. */
  stop: () => Promise<void>;
}

export function startQueue(
  hand: (id: string, attempt: number) => Promise<Handed>,
  options: QueueOptions,
  log: Log,
): Queue {
  const ready: { id: string; since: number }[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const inHand = new Set<Promise<void>>();
  const attempts = new Map<string, number>();
  let stopped = false;
  let lastAdded = -Infinity;
  let holding = false;
  let healthy = true;

  const soon = (act: () => void, wait: number): void => {
    if (stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, wait);
    timers.add(timer);
  };
  const again = (id: string, handed: Handed | 'failed'): void => {
    if (handed === 'gateway-down') {
      ready.unshift({ id, since: -Infinity });
      return;
    }
    const attempt = (attempts.get(id) ?? 0) + 1;
    attempts.set(id, attempt);
    soon(
      () => add(id),
      Math.min(options.firstWait * 2 ** (attempt - 1), options.longestWait) * (0.5 + Math.random() / 2),
    );
  };
  const one = async (id: string): Promise<void> => {
    const handed = await hand(id, (attempts.get(id) ?? 0) + 1).catch((error: Error) => {
      log.error('mail.hand-failed', { id, cause: error.message });
      return 'failed' as const;
    });
    if (handed !== 'failed') healthy = handed !== 'gateway-down';
    if (handed === 'done' || handed === 'set-aside') attempts.delete(id);
    else again(id, handed);
  };
  const mustHold = (since: number): boolean => {
    const now = performance.now();
    return now - lastAdded < options.calm && now - since < options.longestHold;
  };
  const hold = (): void => {
    if (holding) return;
    holding = true;
    soon(() => {
      holding = false;
      work();
    }, options.calm);
  };
  const work = (): void => {
    const room = healthy ? options.concurrency : 1;
    while (!stopped && inHand.size < room) {
      const first = ready[0];
      if (first === undefined) return;
      if (mustHold(first.since)) {
        hold();
        return;
      }
      ready.shift();
      const job = one(first.id).finally(() => {
        inHand.delete(job);
        // With the gateway away one message at a time tries it, so that its return is noticed soon and costs little.
        if (healthy) work();
        else soon(work, options.gatewayWait);
      });
      inHand.add(job);
    }
  };
  const add = (id: string): void => {
    lastAdded = performance.now();
    ready.push({ id, since: lastAdded });
    if (healthy) work();
  };
  return {
    add,
    healthy: () => healthy,
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(inHand);
    },
  };
}
