import {
  accessRuleFromFhir,
  authorFrom,
  codesOf,
  emergencyFromFhir,
  isConsent,
  isUnreadable,
  type AccessRule,
} from '@passerelle/fhir-mappings';
import type { Bundle, Consent, ConsentProvision } from '@medplum/fhirtypes';
import type { FhirServer } from '../fhir/server.ts';
import { noRules, type Rules } from './facts.ts';

/** What the active consents of a patient come to. @throws FhirServerError: without an answer nothing is decided. */
export async function readRules(fhir: FhirServer, patient: string): Promise<Rules> {
  const consents: Consent[] = [];
  const search = [
    ['patient', patient],
    ['status', 'active'],
    ['_count', '200'],
  ] as const;
  for (let page: Bundle | undefined = await fhir.search('Consent', search); page;) {
    consents.push(...consentsIn(page));
    const next: string | undefined = page.link?.find(({ relation }) => relation === 'next')?.url;
    page = next === undefined ? undefined : await fhir.page(next);
  }
  return rulesFrom(consents.filter((consent) => consent.patient?.reference === `Patient/${patient}`));
}

const consentsIn = ({ entry = [] }: Bundle): Consent[] =>
  entry.flatMap(({ resource }) => (resource?.resourceType === 'Consent' ? [resource] : []));

/**
 * Rules from consents, such that what cannot be read never widens access: a block wins over an authorisation; a permit that cannot be
 * read counts for nothing; a refusal that cannot be read blocks the professionals whom it names, or closes all
 * reading by professionals when it names none; emergency settings that cannot be read are all off.
 */
export function rulesFrom(consents: Consent[]): Rules {
  const privacy = consents.filter(isPrivacy);
  const read = privacy.map((consent) => ({ consent, rule: accessRuleFromFhir(consent) }));
  const rules = read.flatMap(({ rule }) => (isUnreadable(rule) ? [] : [rule.entry]));
  const others = read.filter(({ rule }) => isUnreadable(rule)).map(({ consent }) => consent);
  const refusals = others.filter((consent) => !isConsent(consent, 'emergency') && refuses(consent));
  const named = refusals.map((consent) => ({ since: consent.dateTime ?? '', actors: actorsIn(consent.provision) }));
  if (named.some(({ actors }) => actors.length === 0)) return { ...noRules, ...blocked(rules, named) };
  return {
    ...authorised(rules),
    ...blocked(rules, named),
    emergency: emergencyFrom(others.filter((consent) => isConsent(consent, 'emergency'))),
  };
}

const scopes = 'http://terminology.hl7.org/CodeSystem/consentscope';
/** A consent about something else (research, advance directives) says nothing of access. One without a scope may. */
const isPrivacy = ({ scope }: Consent): boolean => {
  const codes = codesOf(scope, scopes);
  return codes.length === 0 || codes.includes('patient-privacy');
};

function authorised(rules: AccessRule[]): Pick<Rules, 'authorised' | 'ends'> {
  const permits = rules.filter(({ decision }) => decision === 'authorised');
  return {
    authorised: Object.fromEntries(permits.map(({ rpps, since }) => [rpps, since])),
    ends: Object.fromEntries(permits.flatMap(({ rpps, until }) => (until ? [[rpps, until]] : []))),
  };
}

function blocked(rules: AccessRule[], named: { since: string; actors: string[] }[]): Pick<Rules, 'blocked'> {
  const said = rules.filter(({ decision }) => decision === 'blocked').map(({ rpps, since }) => [rpps, since]);
  const found = named.flatMap(({ since, actors }) => actors.map((rpps) => [rpps, since || 'unknown']));
  return { blocked: Object.fromEntries([...found, ...said]) as Record<string, string> };
}

/** Several settings: only what all of them allow. */
function emergencyFrom(consents: Consent[]): Rules['emergency'] {
  const read = consents.map((consent) => emergencyFromFhir(consent));
  const all = (name: keyof Rules['emergency']): boolean =>
    read.length > 0 && read.every((one) => !isUnreadable(one) && one.entry[name]);
  return { samu: all('samu'), others: all('others'), hidden: all('hidden') };
}

/** Whether a consent says no to anything, at any depth; one that says neither yes nor no is taken for a no. */
function refuses({ provision, policyRule }: Consent): boolean {
  const optsOut = codesOf(policyRule, 'http://terminology.hl7.org/CodeSystem/v3-ActCode').includes('OPTOUT');
  if (!provision) return optsOut;
  return optsOut || provisionsIn(provision).some(({ type }) => type !== 'permit');
}

function provisionsIn(provision: ConsentProvision, depth = 0): ConsentProvision[] {
  const nested = depth < 5 ? (provision.provision ?? []) : [];
  return [provision, ...nested.flatMap((one) => provisionsIn(one, depth + 1))];
}

/** The RPPS numbers of the professionals whom a refusal names. */
const actorsIn = (provision: ConsentProvision | undefined): string[] =>
  (provision ? provisionsIn(provision) : []).flatMap(({ actor = [] }) =>
    actor.flatMap(({ reference }) => {
      const author = authorFrom(reference, undefined);
      return author.kind === 'professional' ? [author.rpps] : [];
    }),
  );
