import type { Resource } from '@medplum/fhirtypes';
import { isServedType } from '../access/action.ts';
import { isShared, referenceParts } from '../access/compartment.ts';
import { problem } from '../errors.ts';
import type { Api } from './api.ts';
import { attemptOf, type Exchange } from './exchange.ts';
import { insSystems } from './named-patient.ts';
import { walk } from './walk.ts';

const most = 30;

/** The literal references that a resource holds. */
export function referencesIn(resource: Resource): string[] {
  const found = new Set<string>();
  walk(resource, ({ reference }) => {
    if (typeof reference === 'string') found.add(reference);
  });
  return [...found];
}

/** Writes references to us relative, and `Patient?identifier=<system>|<INS>` as the reference to that space. */
export async function settleReferences(api: Api, resource: Resource): Promise<void> {
  const holders: { reference: string }[] = [];
  walk(resource, (object) => {
    if (typeof object['reference'] === 'string') holders.push(object as { reference: string });
  });
  for (const holder of holders) {
    if (holder.reference.startsWith(`${api.base}/`)) holder.reference = holder.reference.slice(api.base.length + 1);
    const [, system, ins] = /^Patient\?identifier=([^|]+)(?:\||%7C)([0-9AB]{15})$/.exec(holder.reference) ?? [];
    if (ins && insSystems.includes(system ?? '')) {
      const patient = await api.facts.patientWithIns(ins);
      if (patient) holder.reference = `Patient/${patient}`;
    }
  }
}

/**
 * Every reference must be to the patient, the directory, an entry of the same transaction, or something of the same record that the caller may
 * read; otherwise storing it would tell whether it exists. What is refused is refused alike, there or not.
 * @param known references that were there before, and the `fullUrl`s of the transaction
 */
export async function checkReferences(
  api: Api,
  exchange: Exchange,
  patient: string,
  resource: Resource,
  known: ReadonlySet<string>,
): Promise<void> {
  const references = referencesIn(resource).filter((reference) => !known.has(reference) && !reference.startsWith('#'));
  if (references.length > most) throw problem('resource-invalid', { detail: `> ${most} references` });
  for (const reference of references) await checkReference(api, exchange, patient, reference);
}

async function checkReference(api: Api, exchange: Exchange, patient: string, reference: string): Promise<void> {
  const [type, id] = referenceParts(reference);
  const unknown = () => problem('reference-unknown', { reference: reference.slice(0, 100) });
  if (!type || !id || !isServedType(type) || type === 'Binary') throw unknown();
  if (isShared(type)) return;
  if (type === 'Patient') {
    if (id !== patient) throw unknown();
    return;
  }
  const attempt = attemptOf({ ...exchange, type, id }, 'read', patient);
  await api
    .enter(attempt, (record) => record.read(type, id))
    .catch(() => {
      throw unknown();
    });
}
