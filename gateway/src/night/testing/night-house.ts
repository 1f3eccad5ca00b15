import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { until } from '../../../testing/until.ts';
import { addRepresentative } from '../../access/representatives.ts';
import { printQueueOf } from '../../letters/print-queue.ts';
import { findInsured } from '../../spaces/insured.ts';
import { openSpace } from '../../spaces/open-space.ts';
import { openFrontDesk, type Someone } from '../../spaces/testing/front-desk.ts';
import { runNight } from '../night.ts';
import type { NightParts } from '../parts.ts';

/** Where spaces are opened and refused by day, and its night: the real works on a real database, FHIR server and queue. */
export async function openNightHouse() {
  const desk = await openFrontDesk();
  const { database, mails } = desk;
  const start = desk.parts.clock().getTime();
  const lines: Parameters<NightParts['record']>[0][] = [];
  const parts: NightParts = {
    ...desk.parts,
    automatic: true,
    record: async (line) => void lines.push(line),
  };
  const night = async (at: string, changes: Partial<NightParts> = {}, only?: string) => {
    const tallies = await runNight({ ...parts, ...changes }, new Date(at), only);
    return Object.fromEntries((tallies ?? []).map(({ work, done, failed }) => [work, [done, failed]]));
  };
  return {
    ...{ desk, database, parts, mails, lines, night },
    someone: desk.someone,
    letters: () => readdir(printQueueOf(desk.dataDir)).catch(() => []),
    /** Resolves when all that people are to be told has left. */
    settled: () =>
      until('the queue to empty', async () => {
        const { rows } = await sql`select from jobs.job where name = 'told' and state < 'completed'`.execute(database);
        return rows.length === 0 ? true : undefined;
      }),
    /** Opens a child's space by the hand of an adult whose own is open. @returns both Patient ids */
    represented: async (child: Someone, adult: Someone) => {
      const [minor, parent] = await Promise.all([findInsured(database, child.ins), findInsured(database, adult.ins)]);
      if (!minor || !parent) throw new Error('not in the register');
      const at = desk.parts.clock();
      const person = await openSpace(desk.parts, parent, { by: 'person' });
      const patient = await openSpace(desk.parts, minor, {
        by: 'representative',
        andThen: async (transaction, patient) =>
          void (await addRepresentative(transaction, { patient, person, by: 'register', declaredAt: at, at })),
      });
      return { patient, person };
    },
    /** As if nobody had ever been there. */
    empty: async () => {
      await sql`truncate insured, space, one_time, night_run, throttle restart identity cascade`.execute(database);
      await sql`delete from jobs.job`.execute(database);
      desk.time.pass((start - desk.parts.clock().getTime()) / 60_000);
      mails.length = 0;
      lines.length = 0;
    },
    close: desk.close,
  };
}
