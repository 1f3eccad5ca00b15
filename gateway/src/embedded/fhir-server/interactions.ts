import { badRequest, multipleMatches, OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome, Parameters, Resource } from '@medplum/fhirtypes';
import { historyBundle } from './history.ts';
import { applySteps } from './patch.ts';
import { idOf, ifMatchOf, pairsOf, resourceOf, typeOf, type FhirAnswer, type FhirRequest } from './request.ts';
import { findMatches, searchBundle } from './search/search.ts';
import type { QueryPairs } from './search/query.ts';
import { parsed, present, lockCurrent, readCurrent, readVersion, type StoredVersion } from './stored.ts';
import type { Store, Unit } from './store.ts';
import { faultsOf } from './validate.ts';
import { create, newId, remove, update, type Written } from './write.ts';

export type Interaction = (request: FhirRequest, store: Store) => Promise<FhirAnswer>;

const answered = (stored: StoredVersion, status = 200): FhirAnswer => ({ status, content: stored.content, stored });
const wrote = ({ stored, created }: Written): FhirAnswer => answered(stored, created ? 201 : 200);

export const read: Interaction = async (request, store) =>
  answered(await readCurrent(store, typeOf(request), idOf(request)));

export const vread: Interaction = async (request, store) =>
  answered(await readVersion(store, typeOf(request), idOf(request), idOf(request, 'version')));

export const history: Interaction = async (request, store) => ({
  status: 200,
  content: await historyBundle(store, typeOf(request), idOf(request), request.query),
});

export const search: Interaction = async (request, store) => ({
  status: 200,
  content: await searchBundle(store, typeOf(request), request.query),
});

/** Parameters in the body of a form and in the address count together (R4 http.html#search). */
export const searchByForm: Interaction = (request, store) => {
  const form = typeof request.body === 'string' ? pairsOf(request.body) : [];
  return search({ ...request, query: [...request.query, ...form] }, store);
};

/** With If-None-Exist: what matches already is given back instead. @throws 412 when several do. */
export const createNew: Interaction = (request, store) =>
  store.atomically(async (unit) => {
    const resource = resourceOf(request);
    const criteria = request.headers['if-none-exist'];
    const found = criteria === undefined ? undefined : await oneMatch(unit, request, pairsOf(criteria));
    if (found) return answered(found);
    return wrote(await create(unit, resource, request.params['assigned'] ?? newId()));
  });

export const updateById: Interaction = (request, store) =>
  store.atomically(async (unit) => {
    const [resource, id] = [resourceOf(request), idOf(request)];
    if (resource.id !== id)
      throw new OperationOutcomeError(badRequest('The id of the resource is not the one of its address'));
    return wrote(await update(unit, { ...resource, id }, ifMatchOf(request)));
  });

/** `PUT Type?criteria`: replaces what matches, or creates. @throws 412 when several match, 400 when ids disagree. */
export const updateMatch: Interaction = (request, store) =>
  store.atomically(async (unit) => {
    const resource = resourceOf(request);
    const found = await oneMatch(unit, request, request.query);
    if (found && resource.id && resource.id !== found.id)
      throw new OperationOutcomeError(badRequest('What matches has another id than the resource'));
    const id = found?.id ?? resource.id ?? request.params['assigned'] ?? newId();
    return wrote(await update(unit, { ...resource, id }, ifMatchOf(request)));
  });

export const patchById: Interaction = (request, store) =>
  store.atomically(async (unit) => {
    const [type, id] = [typeOf(request), idOf(request)];
    const before = present(await lockCurrent(unit, type, id));
    const changed = applySteps(parsed<Resource>(before), request.body as Parameters | unknown[]);
    if (changed.resourceType !== type || changed.id !== id)
      throw new OperationOutcomeError(badRequest('A patch keeps type and id'));
    return wrote(await update(unit, { ...changed, id }, ifMatchOf(request)));
  });

export const deleteById: Interaction = (request, store) =>
  store.atomically(async (unit) => {
    await remove(unit, typeOf(request), idOf(request), ifMatchOf(request));
    return { status: 204 };
  });

/** `Type/$validate`: 200 and what is wrong, if anything, with the resource sent (or in the parameter `resource`). */
export const validate: Interaction = (request) => {
  const type = typeOf(request);
  const body = request.body as Parameters | Resource | undefined;
  const sent =
    body?.resourceType === 'Parameters' ? body.parameter?.find(({ name }) => name === 'resource')?.resource : body;
  const faults = faultsOf(resourceOf({ ...request, params: { type }, body: sent }));
  const fine: OperationOutcome['issue'] = [
    { severity: 'information', code: 'informational', diagnostics: 'No issues found' },
  ];
  const outcome: OperationOutcome = { resourceType: 'OperationOutcome', issue: faults.length ? faults : fine };
  return Promise.resolve({ status: 200, content: JSON.stringify(outcome) });
};

/** One writer at a time per type and criteria: two that ask at once for the same do not both create. */
async function oneMatch(unit: Unit, request: FhirRequest, criteria: QueryPairs): Promise<StoredVersion | undefined> {
  const type = typeOf(request);
  if (!criteria.length) throw new OperationOutcomeError(badRequest('A conditional request needs search parameters'));
  await unit.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${type}?${JSON.stringify(criteria)}`]);
  const [match, another] = await findMatches(unit, type, criteria, 2);
  if (another) throw new OperationOutcomeError(multipleMatches);
  return match;
}
