import { randomUUID } from 'node:crypto';
import type { DocumentReference, Resource } from '@medplum/fhirtypes';
import { FhirServerError } from '../fhir/server.ts';
import { problem } from '../errors.ts';
import type { PatientRecord } from '../access/record.ts';
import type { Api } from './api.ts';
import { stampsOf } from './bundle-text.ts';
import { recordConsent } from './consents.ts';
import { attachmentOf } from './content.ts';
import { criteriaIn } from './criteria.ts';
import { documentDeposit } from './deposit.ts';
import { attemptOf, type Answered, type Exchange, type Pairs } from './exchange.ts';
import { seenAs } from './labels.ts';
import { prepare } from './prepare.ts';
import { checkReferences } from './references.ts';

/** R4 http.html#create and #ccreate. */
export async function create(api: Api, exchange: Exchange): Promise<Answered> {
  const { resource, patient } = await prepare(api, exchange, exchange.body);
  delete resource.id;
  const criteria =
    exchange.ifNoneExist === undefined ? undefined : criteriaIn(exchange.type, exchange.ifNoneExist, patient);
  const made = await api.enter(attemptOf(exchange, 'add', patient), async (record, grant) => {
    await checkReferences(api, exchange, grant.patient, resource, new Set());
    if (resource.resourceType === 'Consent')
      return { resource: await recordConsent(api, exchange, record, grant, resource), created: true };
    return written(record, resource, criteria);
  });
  return answerOf(api, made.resource, made.created ? 201 : 200);
}

export async function written(
  record: PatientRecord,
  resource: Resource,
  criteria: Pairs | undefined,
): Promise<{ resource: Resource; created: boolean }> {
  const document = resource.resourceType === 'DocumentReference' ? resource : undefined;
  if (document) return deposited(record, document, criteria);
  const seen = seenAs(resource);
  if (!criteria) return { resource: await record.create(resource, seen), created: true };
  return record.createUnless(resource, criteria, seen).catch((error: unknown) => {
    const several = error instanceof FhirServerError && error.kind === 'precondition';
    throw several ? problem('match-ambiguous', {}, [], error) : error;
  });
}

/** A document and its bytes are one transaction; whether it is there already is looked up first. */
async function deposited(record: PatientRecord, document: DocumentReference, criteria: Pairs | undefined) {
  if (attachmentOf(document).data === undefined)
    throw problem('resource-invalid', { detail: { fr: 'attachment.data manque', en: 'attachment.data is missing' } });
  const [there, ...others] = criteria ? await record.matching('DocumentReference', criteria) : [];
  if (others.length > 0) throw problem('match-ambiguous');
  if (there) return { resource: there, created: false };
  const id = randomUUID();
  await record.transact(await documentDeposit({ ...document, id }));
  return { resource: await record.read('DocumentReference', id), created: true };
}

/** The answer to a write: the resource as stored, its version, its place. */
export function answerOf(api: Api, resource: Resource, status: 200 | 201): Answered {
  const { resourceType, id, meta } = resource;
  const location = `${api.base}/${resourceType}/${id}/_history/${meta?.versionId}`;
  return { status, body: JSON.stringify(resource), written: true, location, ...stampsOf(resource) };
}
