import { Pool } from 'undici';
import type { Transport } from '@passerelle/gateway/call';

const MAX_ANSWER_BYTES = 256 * 1024 * 1024;
const CONNECTIONS = 64;

/**
 * `fetch` over connections that stay open, with the parts of an answer that a call reads and no others: each message is asked
 * about before it is taken, so the price of asking is the price of receiving.
 * @param deadline milliseconds for the answer to begin, and between two parts of it.
 */
export function keepAliveFetch(baseUrl: string, deadline: number): NonNullable<Transport['fetch']> {
  const { origin } = new URL(baseUrl);
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    pipelining: 1,
    headersTimeout: deadline,
    bodyTimeout: deadline,
    connectTimeout: deadline,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  return async (url, options) => {
    const { statusCode, headers, body } = await pool.request({
      path: String(url).slice(origin.length),
      method: (options?.method ?? 'GET') as 'GET' | 'POST',
      headers: options?.headers as Record<string, string>,
      body: (options?.body as string | undefined) ?? null,
    });
    const text = await body.text();
    const answer: Pick<Response, 'ok' | 'status' | 'headers' | 'json' | 'text'> = {
      ok: statusCode >= 200 && statusCode < 300,
      status: statusCode,
      headers: { get: (name: string) => String(headers[name] ?? '') } as Headers,
      json: async () => JSON.parse(text) as unknown,
      text: async () => text,
    };
    // A call reads no other part of a Response; one that did would fail at once, in every test.
    return answer as Response;
  };
}
