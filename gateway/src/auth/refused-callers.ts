import type { FastifyRequest } from 'fastify';
import type { Guard } from '../access/guard.ts';
import { Problem, type ErrorCode } from '../errors.ts';
import type { Identify } from '../http/context.ts';
import { stranger } from './sign-in-audit.ts';
import { sourceOf } from './throttle.ts';

export interface RefusedCallerParts {
  guard: Pick<Guard, 'record'>;
  /** Counts a refusal by its code, for the metrics. */
  count: (code: ErrorCode) => void;
}

/** What was shown and refused. Who shows nothing is counted and no more: that is how every visit begins. */
const ofTokens = new Set<ErrorCode>(['token-invalid', 'token-expired', 'professional-unknown']);

/** Lines a turn, over all sources: who has many addresses cannot fill the trail either. */
const most = 30;
const mostSources = 1_000;
const others = 'several';

/** Refusals of one source since the last turn. */
interface Refusals {
  code: ErrorCode;
  /** Reference of the first. */
  request: string;
  /** How many no line tells of yet. */
  untold: number;
}

/**
 * Takes down the callers who are refused before the guard knows them. A refused token leaves a line of audit: the first of a source at once,
 * before the answer; those that follow together, with their number, at the end of the turn. Nothing of what was shown is kept.
 */
export class RefusedCallers {
  readonly #parts: RefusedCallerParts;
  #bySource = new Map<string, Refusals>();
  #lines = 0;

  constructor(parts: RefusedCallerParts) {
    this.#parts = parts;
  }

  /** The same way of telling who calls, with its refusals taken down. */
  watching<Request extends FastifyRequest>(identify: (request: Request) => ReturnType<Identify>): typeof identify {
    return (request) =>
      identify(request).catch(async (error: unknown) => {
        if (error instanceof Problem && error.row.status < 500) await this.#take(request, error.code);
        throw error;
      });
  }

  /** Ends a turn: writes what no line tells of yet. */
  async settle(): Promise<void> {
    const untold = [...this.#bySource].filter(([, { untold: count }]) => count > 0);
    this.#bySource = new Map();
    this.#lines = 0;
    for (const [source, refusals] of untold.slice(0, most)) await this.#write(source, refusals, refusals.untold);
    const rest = untold.slice(most).map(([, refusals]) => refusals);
    const count = rest.reduce((sum, one) => sum + one.untold, 0);
    if (rest[0]) await this.#write(others, rest[0], count);
  }

  async #take(request: FastifyRequest, code: ErrorCode): Promise<void> {
    this.#parts.count(code);
    const { authorization, cookie } = request.headers;
    if (authorization ?? cookie) request.log.info({ reference: request.id, code }, 'caller refused');
    if (!ofTokens.has(code)) return;
    const from = sourceOf(request.ip);
    const source = this.#bySource.has(from) || this.#bySource.size < mostSources ? from : others;
    const known = this.#bySource.get(source);
    if (known) return void (known.untold += 1);
    const refusals = { code, request: request.id, untold: 0 };
    this.#bySource.set(source, refusals);
    if (this.#lines >= most) return void (refusals.untold = 1);
    this.#lines += 1;
    await this.#write(source, refusals, 1);
  }

  #write(source: string, { code, request }: Refusals, times: number): Promise<void> {
    const line = { request, actor: { ...stranger, id: source }, action: 'session.add', reason: code };
    return this.#parts.guard.record({ ...line, outcome: 'refused', ...(times > 1 ? { times } : {}) });
  }
}
