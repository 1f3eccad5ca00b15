import type { Resource } from '@medplum/fhirtypes';
import { applyPatch, type Operation } from 'rfc6902';
import type { Grant } from '../access/guard.ts';
import type { PatientRecord } from '../access/record.ts';
import { problem } from '../errors.ts';
import { isFhirId } from '../fhir/server.ts';
import type { Api } from './api.ts';
import { answerOf } from './create.ts';
import type { Answered, Exchange } from './exchange.ts';
import { inMatchedSpace } from './matched.ts';
import { inOwnersSpace } from './owner.ts';
import { prepare } from './prepare.ts';
import { consentIsAdded, replace } from './replace.ts';

const largest = 2_000_000;

/** R4 http.html#patch by JSON Patch (RFC 6902): applied here to the resource as it is, then checked and stored as an update. */
export async function patch(api: Api, exchange: Exchange): Promise<Answered> {
  const { type, id } = exchange;
  if (exchange.mediaType !== 'application/json-patch+json') throw problem('media-type-unsupported');
  if (type === 'Consent') throw consentIsAdded();
  if (type === 'Binary') throw problem('method-not-allowed', { detail: 'PATCH Binary' });
  const steps = stepsOf(exchange.body);
  const apply = async (record: PatientRecord, grant: Grant, target: string): Promise<Resource> => {
    const before = await record.changeable(type, target);
    const expected = exchange.ifMatch;
    if (expected !== undefined && expected !== before.meta?.versionId) throw problem('version-stale');
    const after = patched(before, steps);
    if (after.id !== before.id) throw wrong('/id');
    const asUpdate = { ...exchange, mediaType: 'application/fhir+json' };
    const { resource, patient } = await prepare(api, asUpdate, after);
    if (patient !== grant.patient) throw problem('patient-required');
    return replace(api, exchange, record, grant, { ...resource, id: target });
  };
  if (id && !isFhirId(id)) throw problem('resource-not-found');
  const stored = id
    ? await inOwnersSpace(api, exchange, 'change', (record, grant) => apply(record, grant, id))
    : await inMatchedSpace(api, exchange, 'change', apply);
  return answerOf(api, stored, 200);
}

const wrong = (detail: string) => problem('request-invalid', { detail: `JSON Patch: ${detail.slice(0, 200)}` });

function stepsOf(body: unknown): Operation[] {
  if (!Array.isArray(body) || body.length === 0 || body.length > 100) throw wrong('1–100 operations');
  for (const step of body as (Partial<Record<string, unknown>> | null)[]) {
    const known = ['add', 'remove', 'replace', 'move', 'copy', 'test'].includes(String(step?.['op']));
    if (!known || typeof step?.['path'] !== 'string') throw wrong('op, path');
    if (['move', 'copy'].includes(String(step['op'])) && typeof step['from'] !== 'string') throw wrong('from');
    if (['add', 'replace', 'test'].includes(String(step['op'])) && !('value' in step)) throw wrong('value');
    if (/\/(__proto__|constructor|prototype)(\/|$)/.test(`${step['path']} ${String(step['from'])}`))
      throw wrong('path');
    if (step['path'] === '' || step['path'].startsWith('/resourceType')) throw wrong(step['path'] || '""');
  }
  return body as Operation[];
}

/** One step at a time, so that copies of copies are stopped before they fill the memory. */
function patched(resource: Resource, steps: Operation[]): Resource {
  const target = structuredClone(resource);
  for (const step of steps) {
    const [error] = applyPatch(target, [step]);
    if (error)
      throw problem('resource-invalid', { detail: `JSON Patch: ${step.op} ${step.path.slice(0, 150)}: ${error.name}` });
    if (step.op === 'copy' && JSON.stringify(target).length > largest) throw wrong('too large');
  }
  return target;
}
