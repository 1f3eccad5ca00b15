import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { actsForAnother, type Caller } from '../access/caller.ts';
import type { Guard } from '../access/guard.ts';
import { keyed } from '../auth/one-time.ts';
import { seal, unseal } from '../auth/sealed.ts';
import type { Database } from '../database/connect.ts';
import { problem, type Problem } from '../errors.ts';

const kept = 24 * 3600 * 1000;
/** Longer than any request is under way: what began before that was cut short with its gateway. */
const underWay = 5 * 60 * 1000;
const purpose = 'idempotency';

interface IdempotencyParts {
  database: Database;
  guard: Pick<Guard, 'perform'>;
  /** Seals the answers that are kept and keys the digests of requests, 32 bytes: `secrets.seal`. */
  secret: Buffer;
  clock: () => Date;
}

/**
 * `Idempotency-Key` on POST: the same key with the same request is answered as the first time, without doing it again; with another
 * request it is refused; while the first still runs, it is to be tried again; when the first was cut short, it is refused, since nobody knows
 * what came of it. Keys are the caller's own, and kept a day.
 */
export function addIdempotency(app: FastifyInstance, parts: IdempotencyParts): void {
  /** The requests that do what their key is for; those that come while they run have no say in the answer that is kept. */
  const taken = new WeakMap<FastifyRequest, Key>();
  app.addHook('preHandler', async (request, reply) => {
    const given = keyOf(request);
    if (!given) return;
    const asked = fingerprint(parts, request);
    const earlier = await begin(parts, given, asked);
    if (!earlier) return void taken.set(request, given);
    if (earlier.request !== asked) throw problem('idempotency-mismatch');
    if (earlier.status === null) throw unanswered(parts, earlier.at);
    await mayStillSee(parts, request);
    return reply
      .code(earlier.status as never)
      .type('application/json; charset=utf-8')
      .headers({ 'idempotency-replayed': 'true', 'cache-control': 'private, no-store' })
      .send(opened(parts, given, earlier.answer));
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const given = taken.get(request);
    if (!given) return payload;
    await end(parts, given, reply.statusCode, typeof payload === 'string' ? payload : '');
    return payload;
  });
}

/** An answer of before tells of a space where the caller may have no business any more. @throws Problem `access-refused` */
async function mayStillSee({ guard }: IdempotencyParts, { caller, id: request }: FastifyRequest): Promise<void> {
  if (caller?.kind !== 'patient' || !actsForAnother(caller)) return;
  await guard.perform({ caller, action: 'identity.read', patient: caller.patient, request }, () => Promise.resolve());
}

const unanswered = ({ clock }: IdempotencyParts, begun: Date): Problem =>
  clock().getTime() - begun.getTime() < underWay
    ? problem('too-many-requests', { seconds: 2 })
    : problem('idempotency-unfinished');

const passing = new Set([401, 403, 429]);

interface Key {
  key: string;
  owner: string;
}

function keyOf(request: FastifyRequest): Key | undefined {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || typeof key !== 'string' || !request.caller) return undefined;
  if (!/^[\x21-\x7e]{1,128}$/.test(key)) throw problem('request-invalid', { detail: 'Idempotency-Key' });
  return { key, owner: ownerOf(request.caller) };
}

/** The same key in two spaces is two requests. */
function ownerOf(caller: Caller): string {
  if (caller.kind !== 'patient') return caller.kind;
  return `account ${caller.account}${actsForAnother(caller) ? ` profile ${caller.patient}` : ''}`;
}

/**
 * What a request is told apart by: a form, too, has been read by now, and its file counts byte by byte. Keyed, for a request may hold a code or
 * a date that a plain digest would give away to who tries them all.
 */
const fingerprint = ({ secret }: IdempotencyParts, { method, url, body }: FastifyRequest): string =>
  keyed(secret, purpose, `${method} ${url} ${JSON.stringify(body ?? null, bytesAsDigest)}`);

const bytesAsDigest = (_name: string, value: unknown): unknown =>
  value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value;

/** An answer may hold what is nowhere kept in clear, such as a certificate's code: it is sealed, for its own key alone. */
const sealed = ({ secret, clock }: IdempotencyParts, { key, owner }: Key, answer: string): string =>
  seal(secret, `${purpose} ${owner} ${key}`, { answer }, new Date(clock().getTime() + 2 * kept));

function opened({ secret, clock }: IdempotencyParts, { key, owner }: Key, answer: string | null): string {
  const found = unseal(secret, `${purpose} ${owner} ${key}`, answer ?? '', clock()) as { answer: string } | undefined;
  if (!found) throw new Error('an answer that was kept cannot be opened');
  return found.answer;
}

/** Takes the key, or gives what is known of its first use. */
async function begin({ database, clock }: IdempotencyParts, { key, owner }: Key, request: string) {
  await database
    .deleteFrom('idempotency')
    .where('owner', '=', owner)
    .where('at', '<', new Date(clock().getTime() - kept))
    .execute();
  const taken = await database
    .insertInto('idempotency')
    .values({ key, owner, request, status: null, answer: null, at: clock() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (taken) return undefined;
  return database
    .selectFrom('idempotency')
    .selectAll()
    .where('owner', '=', owner)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** A refusal that need not last frees the key, and the request may be made again: by others' fault (5xx), by throttling, or for want of a right or a proof. */
async function end(parts: IdempotencyParts, { key, owner }: Key, status: number, answer: string): Promise<void> {
  const { database } = parts;
  const mine = database
    .updateTable('idempotency')
    .set({ status, answer: sealed(parts, { key, owner }, answer) })
    .where('owner', '=', owner)
    .where('key', '=', key)
    .where('status', 'is', null);
  if (status < 500 && !passing.has(status)) await mine.execute();
  else
    await database
      .deleteFrom('idempotency')
      .where('owner', '=', owner)
      .where('key', '=', key)
      .where('status', 'is', null)
      .execute();
}
