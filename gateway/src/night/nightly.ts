import { randomUUID } from 'node:crypto';
import { Ledger } from '../audit/ledger.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Secrets } from '../secrets.ts';
import { runNight } from './night.ts';
import type { NightParts } from './parts.ts';

/** Quarter past two, when hours are neither skipped nor repeated for long: who is up so late finds nothing changing under their hands. */
const hour = '15 2 * * *';
/** Seconds after which another copy takes a night over. */
const mayRun = 3600;

type Given = Omit<NightParts, 'record' | 'secret'> & { secrets: Pick<Secrets, 'seal' | 'audit'>; clock: () => Date };

/** The works' parts, with the audit written in the installation's own name. */
export function nightPartsOf({ secrets, clock, ...parts }: Given): NightParts {
  const ledger = new Ledger(parts.database, secrets.audit);
  const actor = { kind: 'operator', id: 'night', name: 'Passerelle' };
  const request = randomUUID();
  return {
    ...parts,
    secret: secrets.seal,
    record: async (line) => void (await ledger.write({ line: { at: clock().toISOString(), request, actor, ...line } })),
  };
}

/** Has the works of the night done each night, on one copy of the gateway. One that could not end is begun again. */
export const startNights = (given: Given & { jobs: Pick<Jobs, 'daily'> }): Promise<void> =>
  given.jobs.daily(
    'night',
    hour,
    'Europe/Paris',
    async () => void (await runNight(nightPartsOf(given), given.clock())),
    { mayRun },
  );
