import { problem } from '../errors.ts';
import { isFhirId } from '../fhir/server.ts';
import type { Api } from './api.ts';
import type { Answered, Exchange } from './exchange.ts';
import { inMatchedSpace } from './matched.ts';
import { inOwnersSpace } from './owner.ts';
import { consentIsAdded } from './replace.ts';

/** R4 http.html#delete and #3.1.0.7.1: one's own; a document goes with its bytes. */
export async function remove(api: Api, exchange: Exchange): Promise<Answered> {
  const { type, id, ifMatch } = exchange;
  if (type === 'Consent') throw consentIsAdded();
  if (type === 'Binary') throw problem('method-not-allowed', { detail: 'DELETE Binary: DocumentReference' });
  if (id && !isFhirId(id)) throw problem('resource-not-found');
  if (id) await inOwnersSpace(api, exchange, 'remove', (record) => record.remove(type, id, ifMatch));
  else await inMatchedSpace(api, exchange, 'remove', (record, _grant, found) => record.remove(type, found, ifMatch));
  return { status: 204 };
}
