import { sql, type Selectable } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { FhirServerError, type FhirServer } from '../fhir/server.ts';
import { auditEventOf, type Group } from './event.ts';
import type { AuditLine } from './ledger.ts';

export interface ExporterParts {
  database: Database;
  fhir: FhirServer;
  /** Milliseconds between two turns. */
  every: number;
  /** Lines a turn; with `every`, what the FHIR server is asked to take. 200 unless said. */
  most?: number;
  /** Told of a turn that failed, and of lines that the FHIR server will not take. No health data. */
  report?: (fault: Error) => void;
}

/** Any number fits: held by whichever copy of the gateway exports now. */
const lock = 7_402_118;

/**
 * Brings the audit trail to the FHIR server as AuditEvents, behind the requests and never before them. One copy at a time; what a crash leaves
 * half done is done again under the same ids.
 */
export function startExporter(parts: ExporterParts): { stop: () => Promise<void> } {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const run = (): void => {
    turn = exportLines(parts)
      .catch((fault: Error) => parts.report?.(fault))
      .finally(() => {
        if (!ended) timer = setTimeout(run, parts.every);
      });
  };
  timer = setTimeout(run, parts.every);
  return {
    stop: async () => {
      ended = true;
      clearTimeout(timer);
      await turn;
    },
  };
}

/** One turn. @returns how many lines were exported: 0 when there are none, or when another copy is at it. */
export async function exportLines({
  database,
  fhir,
  most = 200,
  report,
}: Omit<ExporterParts, 'every'>): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const held = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${lock}) as held`.execute(transaction);
    if (!held.rows[0]?.held) return 0;
    const rows = await transaction
      .selectFrom('audit_line')
      .select(['seq', 'line', 'hash'])
      .where('exported', '=', false)
      .orderBy('seq')
      .limit(most)
      .execute();
    if (rows.length === 0) return 0;
    await put(fhir, grouped(rows), report);
    await transaction
      .updateTable('audit_line')
      .set({ exported: true })
      .where(
        'seq',
        'in',
        rows.map(({ seq }) => seq),
      )
      .execute();
    return rows.length;
  });
}

/** Lines of one actor, patient, action and outcome become one group, under the id of its first line. */
function grouped(rows: Row[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const line = JSON.parse(row.line) as AuditLine;
    const key = JSON.stringify([line.actor, line.patient, line.action, line.outcome, line.reason, line.emergency]);
    const group = groups.get(key);
    if (group) group.lines.push(line);
    else groups.set(key, { id: idOf(row), lines: [line] });
  }
  return [...groups.values()];
}

type Row = Pick<Selectable<Tables['audit_line']>, 'seq' | 'line' | 'hash'>;

/** Of this line alone: another installation, or this one after its database was restored, has another line under the number. */
const idOf = ({ seq, hash }: Row): string => `audit-${seq}-${hash.slice(0, 16)}`;

async function put(fhir: FhirServer, groups: Group[], report?: (fault: Error) => void): Promise<void> {
  try {
    const entry = groups.map((group) => {
      const resource = auditEventOf(group);
      return { resource, request: { method: 'PUT' as const, url: `AuditEvent/${resource.id}` } };
    });
    await fhir.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    for (const group of groups) await putOne(fhir, group, report);
  }
}

/** One event that will not be taken (a patient who is not there) is no reason to keep back all that follow. */
async function putOne(fhir: FhirServer, group: Group, report?: (fault: Error) => void): Promise<void> {
  for (const literal of [true, false]) {
    try {
      await fhir.update(auditEventOf(group, literal));
      return;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (!literal) report?.(error);
    }
  }
}

const isRefusal = (error: unknown): error is FhirServerError =>
  error instanceof FhirServerError && ['refused', 'missing', 'conflict', 'gone'].includes(error.kind);
