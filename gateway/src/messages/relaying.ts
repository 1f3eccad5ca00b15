import { isUnreadable, messageFromFhir, messageToFhir } from '@passerelle/fhir-mappings';
import type { Enter } from '../access/enter.ts';
import type { PatientRecord } from '../access/record.ts';
import type { OutgoingMail, RelayOutcome } from '../client/bridge.ts';
import type { Database } from '../database/connect.ts';
import { Problem, problem } from '../errors.ts';
import { FhirServerError } from '../fhir/server.ts';
import { claim, settle, settleNotice, settlePrepared, type Step } from './outbox.ts';

export interface RelayParts {
  enter: Enter;
  database: Database;
  clock: () => Date;
}

/** X4: the way out, every step written to the message itself. */
export interface Relaying {
  claim: (max: number, request: string) => Promise<OutgoingMail[]>;
  /** @throws Problem `resource-not-found` for a mail that is not known. */
  outcome: (id: string, outcome: RelayOutcome, request: string) => Promise<void>;
  /** @returns whether the mail is ours */
  notice: (
    messageId: string,
    notice: { result: 'delivered' | 'delayed' | 'failed'; detail?: string },
    request: string,
  ) => Promise<boolean>;
}

const type = 'Communication';
const caller = { kind: 'bridge', sender: 'bridge' } as const;

export function relayingOf({ enter, database, clock }: RelayParts): Relaying {
  const within = <O>(patient: string, id: string, request: string, use: (record: PatientRecord) => Promise<O>) =>
    enter({ caller, action: 'message.change', patient, target: `${type}/${id}`, request }, use);
  const write = (step: Step, request: string): Promise<void> =>
    within(step.patient, step.communication, request, (record) => written(record, step, clock().toISOString()));
  return {
    claim: async (max, request) => {
      await settlePrepared(database, clock(), (patient, id) =>
        within(patient, id, request, (record) => isThere(record, id)),
      );
      return claim(database, max, clock());
    },
    outcome: async (id, outcome, request) => {
      const known = await database.selectFrom('outbox').select('id').where('id', '=', id).executeTakeFirst();
      if (!known) throw problem('resource-not-found');
      const step = await settle(database, id, outcome, clock());
      if (step) await write(step, request);
    },
    notice: async (messageId, notice, request) => {
      const step = await settleNotice(database, messageId, notice);
      if (step && step !== 'nothing-new') await write(step, request);
      return step !== undefined;
    },
  };
}

/** Writes the state to the message; a message that the patient has deleted since needs none. */
async function written(record: PatientRecord, step: Step, at: string, tries = 3): Promise<void> {
  if (!(await isThere(record, step.communication))) return;
  const resource = await record.read(type, step.communication);
  const read = messageFromFhir(resource);
  if (isUnreadable(read) || read.entry.delivery.state === step.state) return;
  const reason = step.detail?.slice(0, 1000).trim();
  const delivery = { state: step.state, at, ...(reason ? { reason } : {}) };
  const changed = messageToFhir({ ...read, entry: { ...read.entry, delivery } }, resource);
  try {
    await record.update({ ...changed, id: step.communication }, resource.meta?.versionId);
  } catch (error) {
    if (tries > 1 && isStale(error)) return written(record, step, at, tries - 1);
    throw error;
  }
}

const isStale = (error: unknown): boolean =>
  (error instanceof Problem && error.code === 'version-stale') ||
  (error instanceof FhirServerError && error.kind === 'precondition');

async function isThere(record: PatientRecord, id: string): Promise<boolean> {
  try {
    await record.read(type, id);
    return true;
  } catch (error) {
    if (error instanceof FhirServerError && ['gone', 'missing'].includes(error.kind)) return false;
    if (error instanceof Problem && error.code === 'resource-not-found') return false;
    throw error;
  }
}
