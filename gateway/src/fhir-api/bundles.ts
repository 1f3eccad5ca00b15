import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import { problem } from '../errors.ts';
import type { Api } from './api.ts';
import { batch } from './batch.ts';
import type { Answered, Exchange } from './exchange.ts';
import { isJson } from './negotiation.ts';
import { transaction } from './transaction.ts';

const most = 100;

/** R4 http.html#transaction. */
export async function batchOrTransaction(api: Api, exchange: Exchange): Promise<Answered> {
  if (!isJson(exchange.mediaType)) throw problem('media-type-unsupported');
  const { resourceType, type, entry = [] } = (exchange.body ?? {}) as Partial<Bundle>;
  const shaped = Array.isArray(entry) && entry.every((one) => typeof one === 'object' && one !== null);
  if (resourceType !== 'Bundle' || !shaped)
    throw problem('resource-invalid', { detail: { fr: 'un Bundle est attendu', en: 'a Bundle is expected' } });
  if (entry.length > most) throw problem('request-invalid', { detail: `> ${most} entry` });
  if (type === 'batch') return batch(api, exchange, entry as BundleEntry[]);
  if (type === 'transaction') return transaction(api, exchange, entry as BundleEntry[]);
  throw problem('resource-invalid', { detail: 'Bundle.type: batch | transaction' });
}
