import { badRequest, conflict, OperationOutcomeError } from '@medplum/core';
import type { Unit } from './store.ts';

/**
 * Before a commit: everything referred to exists, and nothing refers to what was deleted. HAPI does the same unless told not to.
 * @throws 400 for a reference to what is not there, 409 for a deletion of what is still referred to.
 */
export async function settleReferences(unit: Unit): Promise<void> {
  if (unit.written.size) await refuseDangling(unit);
  if (unit.deleted.length) await refuseNeeded(unit);
}

async function refuseDangling(unit: Unit): Promise<void> {
  const statement = `SELECT i.param, i.type, i.id FROM fhir.reference i
    WHERE i.rid = ANY($1) AND i.type IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM fhir.resource t WHERE t.type = i.type AND t.id = i.id AND NOT t.deleted) LIMIT 1`;
  const [dangling] = await unit.query<{ param: string; type: string; id: string }>(statement, [[...unit.written]]);
  if (dangling)
    throw new OperationOutcomeError(
      badRequest(`Resource ${dangling.type}/${dangling.id} not found, referred to by ${dangling.param}`),
    );
}

async function refuseNeeded(unit: Unit): Promise<void> {
  const statement = `SELECT i.param FROM unnest($1::text[], $2::text[]) AS gone (type, id)
    JOIN fhir.resource r ON r.type = gone.type AND r.id = gone.id AND r.deleted
    JOIN fhir.reference i ON i.type = gone.type AND i.id = gone.id LIMIT 1`;
  const values = [unit.deleted.map(({ type }) => type), unit.deleted.map(({ id }) => id)];
  const [needed] = await unit.query<{ param: string }>(statement, values);
  if (needed) throw new OperationOutcomeError(conflict(`Another resource refers to it by ${needed.param}`));
}
