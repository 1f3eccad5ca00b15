import { binaryOf } from '../access/record-reading.ts';
import { unstamp } from '../access/visibility.ts';
import { problem } from '../errors.ts';
import type { Api } from './api.ts';
import { stampsOf } from './bundle-text.ts';
import type { Answered, Exchange } from './exchange.ts';
import { isJson, mediaTypeOf } from './negotiation.ts';
import { inOwnersSpace } from './owner.ts';

/**
 * The bytes of a document, decided on by the document that they belong to. The Binary itself is read last: how long its bytes take would
 * tell that they exist.
 */
export async function readBinary(api: Api, exchange: Exchange): Promise<Answered> {
  const { id } = exchange;
  const document = await documentHolding(api, id);
  const asked: Exchange = { ...exchange, type: 'DocumentReference', id: document ?? id };
  const { binary } = await inOwnersSpace(api, asked, 'read', async (record) => {
    const held = await record.bytes(asked.id);
    if (held.binary.id !== id) throw problem('resource-not-found');
    return held;
  });
  const stamps = stampsOf(binary);
  if (wantsResource(exchange.accept)) return { status: 200, body: JSON.stringify(unstamp(binary)), ...stamps };
  const content = Buffer.from(binary.data ?? '', 'base64');
  return { status: 200, bytes: { content, contentType: binary.contentType }, ...stamps };
}

/** Asked of the documents, which are small: reading the Binary would take as long as its bytes are many. */
async function documentHolding(api: Api, id: string): Promise<string | undefined> {
  const url = `Binary/${id}`;
  const found = await api.fhir.search('DocumentReference', [
    ['location', url],
    ['_count', '2'],
  ]);
  return (found.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'DocumentReference' && binaryOf(resource) === id ? (resource.id ?? []) : [],
  )[0];
}

/** ITI-68: the resource for who asks for FHIR's JSON, the bytes for anybody else. */
const wantsResource = (accept: string): boolean =>
  accept
    .split(',')
    .map(mediaTypeOf)
    .some((type) => type !== 'application/json' && isJson(type));
