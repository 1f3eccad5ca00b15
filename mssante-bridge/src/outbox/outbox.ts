import { setTimeout as wait } from 'node:timers/promises';
import { CallError } from '@passerelle/gateway/call';
import type { OutgoingMail } from '@passerelle/gateway/client';
import type { Gateway } from '../gateway.ts';
import type { Log } from '../log.ts';
import type { Outcome, Outcomes } from './outcomes.ts';
import type { Relay } from './relay.ts';

const CLAIM = 10;
const LONGEST_WAIT_MS = 15_000;

export interface OutboxParts {
  gateway: Gateway;
  relay: Relay;
  outcomes: Outcomes;
  log: Log;
  /** Milliseconds between two questions when there was nothing to send. */
  poll: number;
}

export interface Outbox {
  /** Lets what is being relayed end, and its outcome be kept. */
  stop: () => Promise<void>;
}

/** Sends what patients wrote: claims, relays, says what became of it, for as long as it runs. */
export function startOutbox(parts: OutboxParts): Outbox {
  const stopping = new AbortController();
  const running = run(parts, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function run(parts: OutboxParts, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const sent = await turn(parts).catch((error: Error) => {
      failures += 1;
      parts.log.error('outbox.waiting', { cause: error.message });
      return undefined;
    });
    if (sent) {
      failures = 0;
      continue;
    }
    if (sent === 0) failures = 0;
    const pause = Math.min(parts.poll * 2 ** Math.min(failures, 10), Math.max(parts.poll, LONGEST_WAIT_MS));
    await wait(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** One round; answers how many were claimed. Outcomes of earlier rounds go first: a new claim would relay those messages again. */
async function turn(parts: OutboxParts): Promise<number> {
  const { gateway, outcomes } = parts;
  for (const { name, outcome } of outcomes.all()) {
    if (outcome) await report(outcome, name, parts);
    else {
      parts.log.error('outbox.outcome-unreadable', { name });
      await outcomes.setAside(name);
    }
  }
  const { messages } = await gateway('POST /bridge/outbox/claims', { body: { max: CLAIM } });
  const kept = await Promise.all(messages.map((mail) => relayOne(mail, parts)));
  for (const { name, outcome } of kept) await report(outcome, name, parts);
  return messages.length;
}

async function relayOne(
  mail: OutgoingMail,
  { relay, outcomes, log }: OutboxParts,
): Promise<{ name: string; outcome: Outcome }> {
  const { id, attempt } = mail;
  const relayed = await relay.send(mail);
  const outcome = { id, attempt, ...relayed };
  log.info('mail.sent', { id, attempt, result: relayed.result, reply: relayed.detail, code: relayed.code });
  return { name: await outcomes.keep(outcome), outcome };
}

/** The gateway may refuse an outcome (the message is gone, another bridge has claimed it since): then there is nobody to tell. */
async function report({ id, ...body }: Outcome, name: string, { gateway, outcomes, log }: OutboxParts): Promise<void> {
  await gateway('POST /bridge/outbox/:id/outcome', { params: { id }, body }).catch((error: unknown) => {
    if (!(error instanceof CallError) || ![400, 404, 409, 410, 412, 422].includes(error.status)) throw error;
    log.error('outbox.outcome-refused', { id, code: error.code });
  });
  await outcomes.forget(name);
}
