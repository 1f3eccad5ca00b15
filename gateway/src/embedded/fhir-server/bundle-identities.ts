import { badRequest, multipleMatches, OperationOutcomeError } from '@medplum/core';
import { pairsOf, typeOf, type FhirRequest } from './request.ts';
import type { Route } from './routes.ts';
import { findMatches } from './search/search.ts';
import type { Unit } from './store.ts';
import { newId } from './write.ts';

/** An entry of a Bundle, ready to be performed. */
export interface Step {
  method: string;
  route: Route;
  request: FhirRequest;
  fullUrl: string | undefined;
}

/** What the entries call one another (`urn:uuid:…`), and what each will be once stored (`Patient/…`). */
export type Identities = ReadonlyMap<string, string>;

/** Gives each entry that creates its id, so that the others can refer to it. @throws 400 when two entries write one resource. */
export async function assignIdentities(steps: readonly Step[], unit: Unit): Promise<Identities> {
  const identities = new Map<string, string>();
  const written = new Set<string>();
  for (const step of steps) {
    if (step.method === 'GET') continue;
    const type = typeOf(step.request);
    const identity = `${type}/${await idFor(step, unit)}`;
    if (written.has(identity)) throw new OperationOutcomeError(badRequest('Two entries write one resource'));
    written.add(identity);
    if (step.fullUrl) identities.set(step.fullUrl, identity);
  }
  await lockInOrder(written, unit);
  return identities;
}

/** Two transactions on the same resources, each in its own order, would wait for each other: both take them in one order. */
async function lockInOrder(identities: ReadonlySet<string>, unit: Unit): Promise<void> {
  const pairs = [...identities].map((identity) => identity.split('/'));
  await unit.query(
    `SELECT 1 FROM fhir.resource r JOIN unnest($1::text[], $2::text[]) AS written (type, id) USING (type, id)
     ORDER BY r.rid FOR UPDATE OF r`,
    [pairs.map(([type]) => type), pairs.map(([, id]) => id)],
  );
}

async function idFor({ method, request }: Step, unit: Unit): Promise<string> {
  const named = request.params['id'];
  if (named !== undefined) return named;
  const criteria = method === 'POST' ? pairsOf(request.headers['if-none-exist'] ?? '') : request.query;
  const [match, another] = criteria.length ? await findMatches(unit, typeOf(request), criteria, 2) : [];
  if (another) throw new OperationOutcomeError(multipleMatches);
  // Without a match the entry creates, under this id.
  request.params['assigned'] = newId();
  return match?.id ?? request.params['assigned'];
}

/** The step with every mention of another entry's address replaced: references, but attachments' addresses as well. */
export function withIdentities(step: Step, identities: Identities): Step {
  const { request } = step;
  const query = request.query.map(([name, value]) => [name, identities.get(value) ?? value] as const);
  return { ...step, request: { ...request, query, body: replaced(request.body, identities) } };
}

function replaced(value: unknown, identities: Identities): unknown {
  if (typeof value === 'string') return identities.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, identities));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaced(member, identities)]));
}
