import type { Anchors } from '../audit/anchors.ts';
import type { AuditLine } from '../audit/ledger.ts';
import { verifyTrail } from '../audit/verify.ts';
import type { Database } from '../database/connect.ts';
import type { FhirServer } from '../fhir/server.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { TellPerson } from '../mail/reach.ts';
import { mailOf } from '../mail/templates.ts';
import { findInsured, insOf } from '../spaces/insured.ts';
import { issueProvisionalCode, validDays } from '../spaces/provisional-codes.ts';
import type { ImportResult } from './csv.ts';
import { importInsured } from './insured-import.ts';
import { importOrganizations } from './organizations-import.ts';
import { importProfessionals } from './professionals-import.ts';

/** What the commands need. `record` writes an audit line in the operator's name. */
export interface AdminParts {
  database: Database;
  /** Opened when it is first asked for: few commands need it. */
  openFhir: () => Promise<FhirServer>;
  /** Likewise: tells people through the queue of the gateway. */
  openTelling: () => Promise<TellPerson>;
  mailer: Pick<Mailer, 'send'>;
  secret: Buffer;
  auditKey: Buffer;
  /** Where the chain was seen to reach, outside the database. */
  anchors: Anchors;
  publicUrl: string;
  record: (line: Pick<AuditLine, 'action' | 'outcome' | 'reason' | 'patient' | 'target'>) => Promise<void>;
  clock: () => Date;
  /** A line for the operator. */
  say: (line: string) => void;
}

/** A command by its two words; gives the exit code. */
export type Command = (parts: AdminParts, words: string[]) => Promise<number>;

export const commands: Record<string, Command> = {
  'insured import': (parts, [file = '']) =>
    told(parts, 'insured.import', importInsured(parts.database, file, parts.clock())),
  'organizations import': async (parts, [file = '']) =>
    told(parts, 'organisation.import', importOrganizations({ ...parts, fhir: await parts.openFhir() }, file)),
  'professionals import': async (parts, [file = '']) =>
    told(parts, 'professional.import', importProfessionals({ ...parts, fhir: await parts.openFhir() }, file)),
  'codes send': async (parts, people) => {
    let failed = 0;
    for (const ins of people) failed += (await sendCode(parts, insOf(ins))) ? 0 : 1;
    return failed === 0 && people.length > 0 ? 0 : 1;
  },
  'spaces list': listSpaces,
  'audit verify': verifyAudit,
};

async function told(parts: AdminParts, action: string, importing: Promise<ImportResult>): Promise<number> {
  const { inserted, updated, unchanged, refused } = await importing.catch(async (error: unknown) => {
    await parts.record({ action, outcome: 'failed', reason: 'cut short' });
    throw error;
  });
  for (const { line, why } of refused) parts.say(`line ${line}: ${why}`);
  parts.say(`inserted ${inserted}, updated ${updated}, unchanged ${unchanged}, refused ${refused.length}`);
  const reason = `${inserted} inserted, ${updated} updated, ${unchanged} unchanged, ${refused.length} refused`;
  await parts.record({ action, outcome: 'success', reason });
  return refused.length === 0 ? 0 : 1;
}

/** A NIR in what an operator's terminal, and its log, shows. */
const masked = (ins: string): string => `${ins.slice(0, 1)}••••••••••••${ins.slice(-2)}`;

/** A1: mails a provisional code to the address that the insurer knows. */
async function sendCode(parts: AdminParts, ins: string): Promise<boolean> {
  const person = await findInsured(parts.database, ins);
  const refuse = async (why: string): Promise<boolean> => {
    parts.say(`${masked(ins)}: ${why}`);
    await parts.record({ action: 'code.add', outcome: 'refused', reason: why });
    return false;
  };
  if (!person) return refuse('not in the register');
  if (!person.email) return refuse('no e-mail address in the register');
  const code = await issueProvisionalCode(parts, ins);
  const sent = await parts.mailer
    .send({
      to: person.email,
      ...mailOf('provisional-code', 'fr', { code, days: validDays, address: `${parts.publicUrl}/activation` }),
    })
    .then(
      () => true,
      () => false,
    );
  if (!sent) return refuse('the mail could not be sent; send again');
  parts.say(`${masked(ins)}: code sent`);
  await parts.record({ action: 'code.add', outcome: 'success', reason: 'sent' });
  return true;
}

async function listSpaces({ database, say, record }: AdminParts): Promise<number> {
  const rows = await database
    .selectFrom('space')
    .select((of) => ['state', of.fn.countAll<string>().as('count')])
    .groupBy('state')
    .orderBy('state')
    .execute();
  for (const { state, count } of rows) say(`${state} ${count}`);
  if (rows.length === 0) say('no space');
  await record({ action: 'space.search', outcome: 'success', reason: 'listed' });
  return 0;
}

/** The check stands for itself: a line about it would lengthen what it has just checked, and is written after it. */
async function verifyAudit({ database, auditKey, anchors: kept, clock, say, record }: AdminParts): Promise<number> {
  const { anchors, unreadable } = await kept.all();
  const { lines, end, broken } = await verifyTrail(database, auditKey, anchors);
  const agreeing = `${anchors.length} anchors agree${unreadable ? `, ${unreadable} cannot be read` : ''}`;
  say(
    broken
      ? `broken at line ${broken.seq}: ${broken.why} (${lines} lines hold before it)`
      : `${lines} lines hold; ${agreeing}`,
  );
  if (!broken && end.seq > (anchors.at(-1)?.seq ?? 0n)) await kept.add({ ...end, at: clock().toISOString() });
  await record({ action: 'audit.verify', outcome: broken ? 'failed' : 'success', reason: broken?.why ?? 'holds' });
  return broken ? 1 : 0;
}
