import type { Static, TObject, TSchema } from 'typebox';

/**
 * What a route takes and gives. The key of a route in its table is `METHOD /path`, with `:name` for parameters; the same
 * table validates requests in the gateway, describes them in `/openapi.json` and types the client.
 */
export interface Route {
  /** What the route does, in one sentence, for `/openapi.json`. */
  summary: string;
  body?: TSchema;
  query?: TObject;
  params?: TObject;
  /** The body of the 2xx answer; absent: 204 with no body. */
  answer?: TSchema;
  /** The 2xx status, 200 or 204 unless said. */
  status?: 200 | 201 | 202 | 204;
  /** `multipart`: the body is sent as a form with files. `bytes`: the answer is a file, not JSON. */
  transfer?: 'multipart' | 'bytes';
  /** The route changes a versioned thing: `If-Match` is required. */
  versioned?: true;
}

export type RouteTable = Record<`${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, Route>;

type Part<R, K extends string> = R extends Record<K, infer S extends TSchema> ? Static<S> : undefined;
type Params<Key> = Key extends `${string}:${infer Name}/${infer Rest}`
  ? { [K in Name]: string } & Params<`/${Rest}`>
  : Key extends `${string}:${infer Name}`
    ? { [K in Name]: string }
    : unknown;

/** What a caller of route `Key` gives: `params` in the path, `query`, `body`, and `version` for `If-Match`. */
export type Request<Table, Key extends keyof Table> = (unknown extends Params<Key>
  ? unknown
  : { params: Params<Key> }) &
  (Table[Key] extends { body: TSchema } ? { body: Part<Table[Key], 'body'> } : unknown) &
  (Table[Key] extends { query: TObject } ? { query?: Part<Table[Key], 'query'> } : unknown) &
  (Table[Key] extends { versioned: true } ? { version: string } : unknown);

/** What route `Key` answers with when all went well. */
export type Answer<Table, Key extends keyof Table> = Table[Key] extends { transfer: 'bytes' }
  ? Blob
  : Part<Table[Key], 'answer'>;
