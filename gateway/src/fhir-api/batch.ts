import type { BundleEntry } from '@medplum/fhirtypes';
import { actorOf } from '../access/audit-line.ts';
import type { Api } from './api.ts';
import { bundleText, type TextEntry } from './bundle-text.ts';
import { entryExchange } from './entry-exchange.ts';
import type { Answered, Exchange } from './exchange.ts';
import { outcomeOf } from './outcome.ts';
import { refusalOf } from './refusals.ts';
import { preferred } from './wire.ts';

/** Each entry for itself, in order; each has its own decision, its own line of audit and its own answer. */
export async function batch(api: Api, whole: Exchange, entries: BundleEntry[]): Promise<Answered> {
  const answers: TextEntry[] = [];
  for (const entry of entries) answers.push(await one(api, whole, entry));
  return { status: 200, body: bundleText({ type: 'batch-response', entries: answers }) };
}

async function one(api: Api, whole: Exchange, entry: BundleEntry): Promise<TextEntry> {
  const trace = { attempted: false };
  try {
    const { exchange, interact } = entryExchange(api, whole, entry);
    exchange.trace = trace;
    return answerEntry(exchange, await interact(api, exchange));
  } catch (error) {
    const refusal = refusalOf(error, whole.request);
    if (!trace.attempted)
      await api.guard.record({
        request: whole.request,
        actor: actorOf(whole.caller),
        action: 'fhir-api.batch',
        outcome: 'failed',
        reason: refusal.code,
      });
    return { response: { status: String(refusal.row.status) }, outcome: JSON.stringify(outcomeOf(refusal)) };
  }
}

/** An answer as it stands in the answer to a batch or transaction. */
export function answerEntry(exchange: Pick<Exchange, 'method' | 'prefer'>, answered: Answered): TextEntry {
  const { status, version, lastModified, location } = answered;
  const body = preferred(
    { ...exchange, prefer: { ...exchange.prefer, answer: quiet(exchange.prefer.answer) } },
    answered,
  );
  return {
    resource: body,
    response: {
      status: String(status),
      ...(location ? { location } : {}),
      ...(version ? { etag: `W/"${version}"` } : {}),
      ...(lastModified ? { lastModified } : {}),
    },
  };
}

/** An outcome for each entry that went well would say nothing that its status does not. */
const quiet = (answer: Exchange['prefer']['answer']) => (answer === 'OperationOutcome' ? 'minimal' : answer);
