import type { DocumentReference, Resource } from '@medplum/fhirtypes';
import type { Grant } from '../access/attempt.ts';
import type { PatientRecord, Writing } from '../access/record.ts';
import { problem } from '../errors.ts';
import type { Api } from './api.ts';
import { attachmentOf } from './content.ts';
import { criteriaIn } from './criteria.ts';
import { documentDeposit } from './deposit.ts';
import type { Exchange } from './exchange.ts';
import { seenAs } from './labels.ts';
import { checkReferences } from './references.ts';
import { replacement } from './replace.ts';
import { hidden } from './update.ts';
import { walk } from './walk.ts';

/** A change of a transaction, read and ready to be decided on. */
export interface Step {
  /** Its place in the Bundle. */
  index: number;
  exchange: Exchange;
  fullUrl: string | undefined;
  /** Of what it changes, or of a document that it makes. */
  id: string;
  patient: string | undefined;
  resource?: Resource;
}

/** Writes references to documents and to what is changed by their ids; those to what the FHIR server will name stay `urn:uuid:`. */
export function renamed(steps: Step[]): void {
  const places = new Map(
    steps.flatMap(({ fullUrl, exchange, id }) =>
      fullUrl && (exchange.method === 'PUT' || exchange.type === 'DocumentReference')
        ? [[fullUrl, `${exchange.type}/${id}`]]
        : [],
    ),
  );
  for (const { resource } of steps)
    walk(resource, (object) => {
      const place = typeof object['reference'] === 'string' ? places.get(object['reference']) : undefined;
      if (place) object['reference'] = place;
    });
}

/** The references that the transaction itself makes good. */
const madeHere = (steps: Step[]): Set<string> =>
  new Set(steps.flatMap(({ fullUrl, exchange, id }) => [fullUrl ?? [], `${exchange.type}/${id}`].flat()));

/** A step as entries for the FHIR server's transaction; the first stands for the step. */
export async function stepWritings(
  api: Api,
  { exchange, resource, id, fullUrl }: Step,
  record: PatientRecord,
  grant: Grant,
  steps: Step[],
): Promise<Writing[]> {
  const { type, ifMatch, method } = exchange;
  if (method === 'DELETE' || !resource) {
    await record.changeable(type, id).catch(hidden);
    return [{ request: { method: 'DELETE', url: `${type}/${id}`, ...(ifMatch ? { ifMatch: `W/"${ifMatch}"` } : {}) } }];
  }
  const known = madeHere(steps);
  if (method === 'PUT') return replacement(api, exchange, record, grant, { ...resource, id }, known).catch(hidden);
  await checkReferences(api, exchange, grant.patient, resource, known);
  if (resource.resourceType === 'DocumentReference') return deposit(exchange, resource, id, fullUrl);
  delete resource.id;
  const ifNoneExist = exchange.ifNoneExist && ownCriteria(exchange, record, grant);
  const request = { method: 'POST', url: type, ...(ifNoneExist ? { ifNoneExist } : {}) } as const;
  return [{ resource, seen: seenAs(resource), request, ...(fullUrl ? { fullUrl } : {}) }];
}

async function deposit(exchange: Exchange, document: DocumentReference, id: string, fullUrl: string | undefined) {
  if (attachmentOf(document).data === undefined)
    throw problem('resource-invalid', {
      detail: { fr: 'le Binary du document manque', en: 'the Binary of the document is missing' },
    });
  if (exchange.ifNoneExist !== undefined)
    throw problem('method-not-allowed', {
      detail: 'ifNoneExist DocumentReference (transaction): POST DocumentReference',
    });
  const [first, ...rest] = await documentDeposit({ ...document, id });
  return [{ ...first, ...(fullUrl ? { fullUrl } : {}) }, ...rest] as Writing[];
}

function ownCriteria(exchange: Exchange, record: PatientRecord, grant: Grant): string {
  const criteria = criteriaIn(exchange.type, exchange.ifNoneExist ?? '', grant.patient);
  return new URLSearchParams(
    record.ownCriteria(exchange.type, criteria).map(([name, value]) => [name, value]),
  ).toString();
}
