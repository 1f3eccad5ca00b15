import type { Resource } from '@medplum/fhirtypes';
import type { ServedType, Verb } from '../access/action.ts';
import { patientOf } from '../access/compartment.ts';
import type { Grant } from '../access/guard.ts';
import type { PatientRecord } from '../access/record.ts';
import { Problem, problem } from '../errors.ts';
import { FhirServerError } from '../fhir/server.ts';
import type { Api } from './api.ts';
import { attemptOf, type Exchange } from './exchange.ts';

/** `readAfter`: nothing was read before the decision, so that the answer may be kept for the version decided on. */
export type UseOwned<O> = (record: PatientRecord, grant: Grant, readAfter: boolean) => Promise<O>;

type Looked = { resource: Resource & { id: string }; gone: boolean } | undefined;

/**
 * Runs an interaction on a resource named by its id alone, in the space that it belongs to. Whatever is outside the caller's reach,
 * by whatever rule, is answered exactly as what does not exist, after the same questions to the FHIR server.
 */
export async function inOwnersSpace<O>(api: Api, exchange: Exchange, verb: Verb, use: UseOwned<O>): Promise<O> {
  const { type, id } = exchange;
  const key = `${type}/${id}`;
  const hinted = api.owners.get(key);
  let looked = hinted === undefined ? await look(api, type, id) : undefined;
  const patient = hinted ?? (looked && patientOf(looked.resource));
  try {
    const result = await api.enter(attemptOf(exchange, verb, patient), async (record, grant) => {
      const first = looked;
      looked = undefined;
      if (first) record.admit(first.resource);
      if (first?.gone) throw await deletedOr404(record, type, id);
      return use(record, grant, first === undefined);
    });
    if (patient !== undefined) api.owners.set(key, patient);
    return result;
  } catch (error) {
    if (hinted !== undefined && isAbsence(error)) {
      api.owners.delete(key);
      return inOwnersSpace(api, exchange, verb, use);
    }
    throw await concealed(api, exchange, error);
  }
}

const isAbsence = (error: unknown): boolean =>
  error instanceof FhirServerError && (error.kind === 'gone' || error.kind === 'missing');

/** The resource as it is, or as it last was before it was deleted. */
async function look(api: Api, type: ServedType, id: string): Promise<Looked> {
  try {
    return { resource: await api.fhir.read(type, id), gone: false };
  } catch (error) {
    if (!isAbsence(error)) throw error;
    return (error as FhirServerError).kind === 'gone' ? lastOf(api, type, id) : undefined;
  }
}

async function lastOf(api: Api, type: ServedType, id: string): Promise<Looked> {
  const bundle = await api.fhir.history(type, id);
  const resource = bundle.entry?.find((entry) => entry.resource)?.resource;
  return resource?.id ? { resource: resource as Resource & { id: string }, gone: true } : undefined;
}

/** Who could read it hears that it was deleted; anybody else, that there is nothing. */
async function deletedOr404(record: PatientRecord, type: ServedType, id: string): Promise<Problem> {
  return record.read(type, id).then(
    () => problem('resource-deleted'),
    () => problem('resource-not-found'),
  );
}

/** A refusal that would tell who named a resource by its id alone that there is one. Who sees it may hear that it is another's. */
export const tellsExistence = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'access-refused' && error.details['code'] !== 'not-author';

const unseen = (error: unknown): boolean =>
  tellsExistence(error) || (error instanceof Problem && error.code === 'resource-not-found') || isAbsence(error);

async function concealed(api: Api, { type, id }: Exchange, error: unknown): Promise<unknown> {
  if (!unseen(error)) return error;
  await api.fhir.history(type, id, [['_count', '1']]).catch(() => undefined);
  return problem('resource-not-found');
}
