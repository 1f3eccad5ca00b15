import { isUnstorable } from '../database/connect.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { sendIdentifier, sendLink, tellOfLock, type RecoveryParts } from './recovery-letters.ts';
import { seal, unseal } from './sealed.ts';

/** What is done once an answer has left, so that neither the answer nor its duration tells whether such an account exists. */
export type Errand =
  | { kind: 'identifier'; email: string; birthDate: string }
  | { kind: 'identifier'; mobile: string; birthDate: string }
  | { kind: 'password'; identifier: string }
  | { kind: 'locked'; identifier: string };

/** Resolves when the errand is durable, whatever it will find. */
export type Afterwards = (errand: Errand) => Promise<void>;

const queue = 'afterwards';
/** Hours: nobody waits longer for a link, and what was typed is worth nothing then. */
const worth = 24;

/** Runs the errands that wait, on this copy among others, and takes new ones. What was typed waits sealed. */
export async function startErrands(parts: RecoveryParts & { jobs: Jobs; secret: Buffer }): Promise<Afterwards> {
  const { jobs, secret, clock } = parts;
  await jobs.work<{ sealed: string }>(queue, async ({ sealed }) => {
    const errand = unseal(secret, queue, sealed, clock()) as Errand | undefined;
    if (errand) await run(parts, errand).catch(unlessNobody);
  });
  return async (errand) => {
    const ends = new Date(clock().getTime() + worth * 3_600_000);
    await jobs.add(queue, { sealed: seal(secret, queue, errand, ends) });
  };
}

/** What the database cannot even hold is nobody's identifier or address: tried again, it would fail again. */
function unlessNobody(error: unknown): void {
  if (!isUnstorable(error)) throw error;
}

function run(parts: RecoveryParts, errand: Errand): Promise<void> {
  switch (errand.kind) {
    case 'identifier':
      return sendIdentifier(parts, errand);
    case 'password':
      return sendLink(parts, errand.identifier);
    case 'locked':
      return tellOfLock(parts, errand.identifier);
  }
}
