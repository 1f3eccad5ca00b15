import type { Resource } from '@medplum/fhirtypes';
import { problem } from '../errors.ts';
import { FhirServerError, isFhirId } from '../fhir/server.ts';
import type { Api } from './api.ts';
import { answerOf, written } from './create.ts';
import { readCriteria } from './criteria.ts';
import { attemptOf, type Answered, type Exchange } from './exchange.ts';
import { prepare } from './prepare.ts';
import { checkReferences } from './references.ts';
import { consentIsAdded, replace } from './replace.ts';

/** R4 http.html#update and #cond-update. Ids are the server's to give: what is not there is not made under an id from outside. */
export async function update(api: Api, exchange: Exchange): Promise<Answered> {
  const { type, id } = exchange;
  if (type === 'Consent') throw consentIsAdded();
  if (id && !isFhirId(id)) throw problem('resource-not-found');
  const { resource, patient } = await prepare(api, exchange, exchange.body);
  if (id && resource.id !== id)
    throw problem('resource-invalid', { detail: { fr: 'id diffère de l’adresse', en: 'id differs from the address' } });
  const criteria = id ? undefined : readCriteria(type, exchange.query);
  if (criteria?.named?.by === 'id' && criteria.named.id !== patient) throw problem('patient-required');
  const made = await api.enter(attemptOf(exchange, 'change', patient), async (record, grant) => {
    const [there, ...others] = criteria ? await record.matching(type, criteria.parameters) : [{ id } as Resource];
    if (others.length > 0) throw problem('match-ambiguous');
    if (there?.id) {
      const target = { ...resource, id: there.id };
      return { resource: await replace(api, exchange, record, grant, target).catch(hidden), created: false };
    }
    await checkReferences(api, exchange, grant.patient, resource, new Set());
    delete resource.id;
    return written(record, resource, undefined);
  });
  return answerOf(api, made.resource, made.created ? 201 : 200);
}

/** Whether somebody's resource was deleted is as little told as whether it exists. */
export function hidden(error: unknown): never {
  const absent = error instanceof FhirServerError && (error.kind === 'gone' || error.kind === 'missing');
  throw absent ? problem('resource-not-found', {}, [], error) : error;
}
