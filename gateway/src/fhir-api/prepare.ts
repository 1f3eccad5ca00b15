import type { Resource } from '@medplum/fhirtypes';
import type { ServedType } from '../access/action.ts';
import { ownerElement, patientOf } from '../access/compartment.ts';
import { problem } from '../errors.ts';
import type { Api } from './api.ts';
import { signed } from './authorship.ts';
import { checkBytesElsewhere } from './content.ts';
import { checkElements } from './elements.ts';
import type { Exchange } from './exchange.ts';
import { insSystems, isWholeIns, namedPatient, spaceOf } from './named-patient.ts';
import { isJson } from './negotiation.ts';
import { settleReferences } from './references.ts';
import { checkShape } from './shape.ts';

/** A resource from outside, in the form in which it is stored but for the gateway's tags. */
export interface Prepared {
  resource: Resource;
  /** The space that it names; undefined when there is none under the name. */
  patient: string | undefined;
}

/**
 * Reads what is to be written: one of the types served, of one patient, who may be named by INS. What the server alone says
 * (version, time, source) is dropped. @throws Problem
 */
export async function prepare(api: Api, exchange: Exchange, body: unknown): Promise<Prepared> {
  const { type, mediaType } = exchange;
  if (!isJson(mediaType)) throw problem('media-type-unsupported');
  const given = asResource(body, type);
  if (type === 'Binary')
    throw problem('resource-invalid', {
      detail: {
        fr: 'un Binary se dépose avec son DocumentReference (transaction, ou attachment.data)',
        en: 'a Binary is deposited with its DocumentReference (transaction, or attachment.data)',
      },
    });
  checkShape(given);
  checkElements(given);
  checkBytesElsewhere(given);
  const resource = signed(withoutServerMeta(given), exchange.caller);
  await settleReferences(api, resource);
  const owner = ownerIn(resource, type);
  const ins = owner?.identifier?.value;
  if (owner && owner.reference === undefined && typeof ins === 'string') {
    const named = namedPatient([['identifier', `${owner.identifier?.system ?? ''}|${ins}`]]);
    const patient = named && (await spaceOf(api, named));
    if (patient) owner.reference = `Patient/${patient}`;
    return { resource, patient };
  }
  const patient = patientOf(resource);
  if (patient === undefined) throw problem('patient-required');
  await checkOnePatient(api, owner?.identifier, patient);
  return { resource, patient };
}

/** Software that names one patient by reference and another by INS has mixed up two records: nothing is filed in either. */
async function checkOnePatient(api: Api, identifier: Owner['identifier'], patient: string): Promise<void> {
  const { system = '', value } = identifier ?? {};
  if (typeof value !== 'string' || !insSystems.includes(system) || !isWholeIns(value)) return;
  if ((await spaceOf(api, { by: 'ins', ins: value })) === patient) return;
  throw problem('resource-invalid', {
    detail: { fr: 'la référence et l’INS désignent deux patients', en: 'the reference and the INS name two patients' },
  });
}

function asResource(body: unknown, type: ServedType): Resource {
  const found = (body as { resourceType?: unknown } | null | undefined)?.resourceType;
  if (typeof body !== 'object' || found !== type)
    throw problem('resource-invalid', { detail: { fr: `un ${type} est attendu`, en: `a ${type} is expected` } });
  return structuredClone(body) as Resource;
}

function withoutServerMeta(resource: Resource): Resource {
  if (!resource.meta) return resource;
  const { profile, security, tag } = resource.meta;
  return {
    ...resource,
    meta: { ...(profile ? { profile } : {}), ...(security ? { security } : {}), ...(tag ? { tag } : {}) },
  };
}

interface Owner {
  reference?: string;
  identifier?: { system?: string; value?: unknown };
}

function ownerIn(resource: Resource, type: ServedType): Owner | undefined {
  const owner = (resource as unknown as Record<string, unknown>)[ownerElement(type) ?? ''];
  return typeof owner === 'object' && owner !== null ? (owner as Owner) : undefined;
}
