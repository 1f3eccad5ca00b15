import { badRequest, OperationOutcomeError } from '@medplum/core';
import type { Unit } from './store.ts';

/**
 * Before a commit: everything that was written refers to what exists. What refers to something that was deleted stays as it is, as on HAPI as we
 * run it: a deletion that is refused would tell of what refers there.
 * @throws 400 for a reference to what is not there
 */
export async function refuseDangling(unit: Unit): Promise<void> {
  if (unit.written.size === 0) return;
  const statement = `SELECT i.param, i.type, i.id FROM fhir.reference i
    WHERE i.rid = ANY($1) AND i.type IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM fhir.resource t WHERE t.type = i.type AND t.id = i.id AND NOT t.deleted) LIMIT 1`;
  const [dangling] = await unit.query<{ param: string; type: string; id: string }>(statement, [[...unit.written]]);
  if (dangling)
    throw new OperationOutcomeError(
      badRequest(`Resource ${dangling.type}/${dangling.id} not found, referred to by ${dangling.param}`),
    );
}
