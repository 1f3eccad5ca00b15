import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { nameOf } from '../auth/accounts.ts';
import { seal, unseal } from '../auth/sealed.ts';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { Jobs, QueueRules } from '../jobs/jobs.ts';
import { clearTorn, queueLetter } from '../letters/print-queue.ts';
import { letterPdf, type Addressee } from '../pdf/letter.ts';
import type { Sms } from '../sms/sms.ts';
import { letter, type Language, type Letter } from './letter.ts';
import type { Mailer } from './mailer.ts';
import type { Template, TemplateValues } from './template-values.ts';
import { letterOf, smsOf } from './templates.ts';
import { wayTo, type Way, type Whom } from './ways.ts';

/**
 * Tells a person something, durably: it is on its way once this resolves, or once the transaction `within` commits; what the relay, the
 * provider or the disk refuses is tried again. What waits is sealed: the table of jobs shows neither codes nor addresses.
 * @param options.id a UUID (see `derivedId`): told again under the same id within a week, it is told once.
 * @returns the way that it goes; `nobody` when the person has no address that is known here.
 */
export type TellPerson = <T extends Template>(
  whom: Whom,
  template: T,
  values: TemplateValues[T],
  options?: { id?: string; within?: Kysely<Tables> },
) => Promise<'email' | 'sms' | 'post' | 'nobody'>;

export interface TellParts {
  database: Database;
  jobs: Jobs;
  mailer: Pick<Mailer, 'send'>;
  /** Absent: no text message goes out. */
  sms?: Sms;
  /** Where the print queue is. */
  dataDir: string;
  /** Seals what waits, 32 bytes: `secrets.seal`. */
  secret: Buffer;
  clock: () => Date;
}

const queue = 'told';
const rules: QueueRules = { remembered: 7 * 24 * 3600 };
const sealedDays = 14;

/** What waits to be sent, unsealed. */
type Waiting =
  | { way: 'email'; to: string; language: Language; content: Letter }
  | { way: 'sms'; to: string; text: string }
  | { way: 'post'; id: string; ins: string; kind: string; language: Language; content: Letter; at: string };

/** Sends what waits, on this copy among others, and tells more. What a crash left of a letter is cleared away first. */
export async function startTelling(
  parts: TellParts,
  retries: Pick<QueueRules, 'firstRetry'> = {},
): Promise<TellPerson> {
  const send = async ({ sealed }: { sealed: string }): Promise<void> => {
    const waiting = unseal(parts.secret, queue, sealed, parts.clock()) as Waiting | undefined;
    // Thrown, not dropped: it then stands among the jobs that failed.
    if (!waiting) throw new Error('what was to be told cannot be unsealed');
    await sendNow(parts, waiting);
  };
  await clearTorn(parts.dataDir, parts.clock());
  await parts.jobs.work(queue, send, { ...rules, ...retries });
  return telling(parts);
}

/** Tells through the copies of the gateway that run, from a process beside them. */
export async function tellFromOutside(
  parts: Pick<TellParts, 'database' | 'jobs' | 'secret' | 'clock'>,
): Promise<TellPerson> {
  await parts.jobs.queue(queue, rules);
  return telling(parts);
}

const telling =
  ({ database, jobs, secret, clock }: Pick<TellParts, 'database' | 'jobs' | 'secret' | 'clock'>): TellPerson =>
  async (whom, template, values, { id, within } = {}) => {
    const way = await wayTo(within ?? database, whom);
    if (!way) return 'nobody';
    const waiting = written(way, template, values, { id: id ?? randomUUID(), at: clock() });
    const ends = new Date(clock().getTime() + sealedDays * 24 * 3600 * 1000);
    const options = { ...(id ? { id } : {}), ...(within ? { within } : {}) };
    await jobs.add(queue, { sealed: seal(secret, queue, waiting, ends) }, options);
    return way.way;
  };

function written<T extends Template>(
  way: Way,
  template: T,
  values: TemplateValues[T],
  { id, at }: { id: string; at: Date },
): Waiting {
  const { language } = way;
  if (way.way === 'sms') return { way: 'sms', to: way.to, text: smsOf(template, language, values) };
  const content = letterOf(template, language, values);
  if (way.way === 'email') return { way: 'email', to: way.to, language, content };
  return { way: 'post', id, ins: way.ins, kind: template, language, content, at: at.toISOString() };
}

async function sendNow(parts: TellParts, waiting: Waiting): Promise<void> {
  switch (waiting.way) {
    case 'email':
      return parts.mailer.send({ to: waiting.to, ...letter(waiting.language, waiting.content) });
    case 'sms':
      if (!parts.sms) throw new Error('there is no provider of text messages');
      return parts.sms.send(waiting);
    case 'post': {
      const at = new Date(waiting.at);
      const to = await addresseeOf(parts.database, waiting.ins);
      const pdf = await letterPdf(waiting.content, { language: waiting.language, to, at });
      return queueLetter(parts, { ...waiting, pdf, at });
    }
  }
}

async function addresseeOf(database: Database, ins: string): Promise<Addressee> {
  const person = await database.selectFrom('insured').selectAll().where('ins', '=', ins).executeTakeFirstOrThrow();
  return { name: nameOf(person), address: person.address };
}
