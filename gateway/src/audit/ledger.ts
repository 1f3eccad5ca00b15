import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { batched } from './batched.ts';

/** One line of the trail: who did what in whose space, whether it was allowed, why, and what came of it. No health data. */
export interface AuditLine {
  at: string;
  /** The request's reference, given to the caller as well. */
  request: string;
  actor: { kind: string; id: string; name: string; profession?: string; software?: string };
  /** `concept.verb` */
  action: string;
  patient?: string;
  /** `Type/id` of what was acted upon, or the type for a search. */
  target?: string;
  outcome: 'success' | 'refused' | 'failed';
  /** Code of the decision's reason, or of the error. */
  reason: string;
  /** How many the line stands for, where it stands for more than one: see auth/refused-callers.ts. */
  times?: number;
  /** The reason given for an emergency access. */
  emergency?: string;
  /** What was reached, as `Type/id`, when a list was answered; bounded. */
  items?: string[];
}

/** What must still be true of the space for the line to be written. */
export interface Confirmation {
  patient: string;
  version: string;
}

export interface Entry {
  line: AuditLine;
  /** The version that the decision was taken on; the line is not written when the space has moved on. */
  confirm?: Confirmation;
  /** The record of this patient was changed: its version moves with the line. */
  moves?: string;
}

export type Written = 'written' | 'stale';

/** A line costs what a statement costs, whatever it holds: four that are on their way are worth 3 ms. */
const bounds = { most: 200, worth: 4, pause: 3 };

interface Head {
  seq: bigint;
  hash: string;
}

/**
 * The chained audit trail. Each line's hash is an HMAC-SHA256 over the hash before it, its number and its text, so that a
 * line changed, removed or inserted shows; the key is not in the database. Lines of requests that run side by side
 * are written together, in one statement, which also confirms that no decision among them has been overtaken.
 */
export class Ledger {
  readonly #database: Database;
  readonly #key: KeyObject;
  readonly #submit: (entry: Entry) => Promise<Written>;
  #head: Head | undefined;
  /** Acts that will write a line, and those of them that wait for it to be written. */
  #underWay = 0;
  #waiting = 0;

  constructor(database: Database, key: Buffer) {
    this.#database = database;
    this.#key = createSecretKey(key);
    const coming = (): number => this.#underWay - this.#waiting;
    this.#submit = batched((entries: Entry[]) => this.#writeAll(entries), { ...bounds, coming });
  }

  /** Runs what will write its line before it ends: with others under way, their lines are waited for and written together. */
  async during<O>(act: () => Promise<O>): Promise<O> {
    this.#underWay += 1;
    return act().finally(() => (this.#underWay -= 1));
  }

  /** Resolves once the line is durable, or says `stale` when what it should confirm no longer holds. */
  async write(entry: Entry): Promise<Written> {
    this.#waiting += 1;
    return this.#submit(entry).finally(() => (this.#waiting -= 1));
  }

  async #writeAll(entries: Entry[]): Promise<Written[]> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const head = (this.#head ??= await this.#readHead());
      const links = chain(this.#key, head, entries);
      if (await this.#append(head, links, entries)) {
        this.#head = links.at(-1) ?? head;
        return entries.map(() => 'written');
      }
      this.#head = undefined;
      const stale = await this.#overtaken(entries);
      if (stale.size > 0) return this.#without(entries, stale);
    }
    throw new Error('the audit trail could not be extended: too many writers');
  }

  /** Writes the lines that still hold; those that do not are for their callers to decide again. */
  async #without(entries: Entry[], stale: Set<Entry>): Promise<Written[]> {
    const rest = entries.filter((entry) => !stale.has(entry));
    const written = new Map<Entry, Written>();
    (rest.length ? await this.#writeAll(rest) : []).forEach((result, index) =>
      written.set(rest[index] as Entry, result),
    );
    return entries.map((entry) => written.get(entry) ?? 'stale');
  }

  async #readHead(): Promise<Head> {
    const row = await this.#database.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
    return { seq: BigInt(row.seq), hash: row.hash };
  }

  /** Appends all lines in one statement, if the head is still where we saw it and no confirmed version has moved. */
  async #append(head: Head, links: Link[], entries: Entry[]): Promise<boolean> {
    const last = links.at(-1) as Link;
    const confirms = entries.flatMap(({ confirm }) => (confirm ? [confirm] : []));
    const moves = entries.flatMap((entry) => (entry.moves ? [entry.moves] : []));
    const result = await sql<{ seq: string }>`/* prepared audit-append */
      with head as (
        update audit_head set seq = ${last.seq}, hash = ${last.hash}
        where seq = ${head.seq} and hash = ${head.hash} and not exists (
          select from unnest(${confirms.map((one) => one.patient)}::text[], ${confirms.map((one) => one.version)}::bigint[]) as seen(patient, version)
          left join space using (patient) where space.version is distinct from seen.version)
        returning seq),
      moved as (
        update space set version = version + 1 where patient = any(${moves}::text[]) and exists (select from head) returning 1)
      insert into audit_line (seq, at, line, hash, patient)
      select lines.* from unnest(
        ${links.map((link) => link.seq)}::bigint[], ${entries.map((entry) => entry.line.at)}::timestamptz[],
        ${links.map((link) => link.text)}::text[], ${links.map((link) => link.hash)}::text[],
        ${entries.map((entry) => entry.line.patient ?? null)}::text[]) as lines
      where exists (select from head)
      returning seq`.execute(this.#database);
    return result.rows.length > 0;
  }

  async #overtaken(entries: Entry[]): Promise<Set<Entry>> {
    const patients = entries.flatMap(({ confirm }) => (confirm ? [confirm.patient] : []));
    if (patients.length === 0) return new Set();
    const rows = await this.#database
      .selectFrom('space')
      .select(['patient', 'version'])
      .where('patient', 'in', patients)
      .execute();
    const now = new Map(rows.map(({ patient, version }) => [patient, version]));
    return new Set(entries.filter(({ confirm }) => confirm && now.get(confirm.patient) !== confirm.version));
  }
}

export interface Link extends Head {
  text: string;
}

function chain(key: KeyObject, head: Head, entries: Entry[]): Link[] {
  let before = head;
  return entries.map(({ line }) => (before = link(key, before, JSON.stringify(line))) as Link);
}

/** The line after `before` with its hash: HMAC-SHA256(key, hash before | number | text), hexadecimal. */
export function link(key: KeyObject | Buffer, before: Head, text: string): Link {
  const seq = before.seq + 1n;
  return { seq, text, hash: createHmac('sha256', key).update(`${before.hash}|${seq}|`).update(text).digest('hex') };
}
