import {
  accessRuleFromFhir,
  accessRuleToFhir,
  emergencyFromFhir,
  emergencyToFhir,
  isConsent,
  isUnreadable,
  type AccessRule,
} from '@passerelle/fhir-mappings';
import type { Consent } from '@medplum/fhirtypes';
import type { PatientCaller } from '../access/caller.ts';
import type { PatientRecord, Writing } from '../access/record.ts';
import type { Emergency } from '../client/consents.ts';
import { allOf } from '../entries/all.ts';
import { authorOf } from '../entries/author.ts';

type Kept = Consent & { id: string };

/** Puts one rule for a professional in the place of all that were said of them; none: takes them all back. History keeps each. */
export async function replaceRule(
  record: PatientRecord,
  caller: PatientCaller,
  rpps: string,
  rule: AccessRule | undefined,
): Promise<void> {
  const said = (await activeConsents(record)).filter((consent) => namedBy(consent) === rpps);
  const [first, ...rest] = rule ? [said[0], ...said.slice(1)] : [undefined, ...said];
  const entry = rule && accessRuleToFhir({ ...by(caller), entry: rule }, first);
  await write(record, [...(entry ? [entry] : []), ...rest.map(ended)]);
}

const by = (caller: PatientCaller) => ({ patient: caller.patient, author: authorOf(caller) });

/** Puts the three switches in the place of what was set before. */
export async function replaceEmergency(
  record: PatientRecord,
  caller: PatientCaller,
  settings: Emergency,
  since: string,
): Promise<void> {
  const said = (await activeConsents(record)).filter((consent) => isConsent(consent, 'emergency'));
  const readable = said.find((consent) => !isUnreadable(emergencyFromFhir(consent)));
  const entry = emergencyToFhir({ ...by(caller), entry: { ...settings, since } }, readable);
  await write(record, [entry, ...said.filter((consent) => consent !== readable).map(ended)]);
}

/** The names that consents give to professionals, by RPPS number. */
export async function namesIn(record: PatientRecord): Promise<Map<string, string>> {
  const rules = (await activeConsents(record)).map((consent) => accessRuleFromFhir(consent));
  return new Map(
    rules.flatMap((rule) => (!isUnreadable(rule) && rule.entry.name ? [[rule.entry.rpps, rule.entry.name]] : [])),
  );
}

const activeConsents = (record: PatientRecord): Promise<Consent[]> => allOf(record, 'Consent', [['status', 'active']]);

function namedBy(consent: Consent): string | undefined {
  const rule = accessRuleFromFhir(consent);
  return isUnreadable(rule) ? undefined : rule.entry.rpps;
}

const ended = (consent: Consent): Consent => ({ ...consent, status: 'inactive' });

/** All of them or none: between two of them a wrong rule would hold. */
async function write(record: PatientRecord, consents: Consent[]): Promise<void> {
  if (consents.length === 0) return;
  await record.transact(
    consents.map((resource): Writing =>
      isKept(resource)
        ? { resource, request: { method: 'PUT', url: `Consent/${resource.id}` } }
        : { resource, request: { method: 'POST', url: 'Consent' } },
    ),
  );
}

const isKept = (consent: Consent): consent is Kept => consent.id !== undefined;
