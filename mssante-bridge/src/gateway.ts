import type { BridgeRoutes } from '@passerelle/gateway/client';
import { CallError, createCall, type Call } from '@passerelle/gateway/call';
import { keepAliveFetch } from './http.ts';
import type { Cause } from './spool/state.ts';

/** The gateway as the bridge knows it: the routes under `/bridge`. */
export type Gateway = Call<BridgeRoutes>;

/** @param deadline milliseconds for one request. */
export function connectGateway(baseUrl: string, token: string, deadline: number): Gateway {
  const headers = { authorization: `Bearer ${token}` };
  const base = baseUrl.replace(/\/$/, '');
  return createCall<BridgeRoutes>({ baseUrl: base, headers, deadline, fetch: keepAliveFetch(base, deadline) });
}

/** Statuses that say that this message will never be taken; 401, 403 and 404 may be the operator's mistake, so the code must say it. */
const FINAL_STATUSES = new Set([400, 410, 413, 415, 422]);
const FINAL_CODES: Record<string, string> = {
  'sender-not-allowed': '5.7.1',
  'foreign-domain': '5.7.1',
  'unknown-patient': '5.1.1',
  'space-closed': '5.2.1',
  'sender-blocked': '5.7.1',
};

/** Why the gateway will never take this message, or nothing when it may later. */
export function refusalOf(error: unknown): Cause | undefined {
  if (!(error instanceof CallError)) return undefined;
  const status = FINAL_CODES[error.code];
  if (!status && !FINAL_STATUSES.has(error.status)) return undefined;
  return { code: error.code, status: status ?? '5.6.0', text: error.texts.en || error.code };
}

/** Whether nothing answered at all, so that the next message would not fare better. */
export function unreachable(error: unknown): boolean {
  return !(error instanceof CallError) || [401, 403, 429, 502, 503, 504].includes(error.status);
}
