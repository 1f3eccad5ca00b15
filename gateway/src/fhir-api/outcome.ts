import { OWN } from '@passerelle/fhir-mappings';
import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { FhirServerError } from '../fhir/server.ts';
import type { Problem } from '../errors.ts';
import { remedyOf } from './remedies.ts';

const translation = 'http://hl7.org/fhir/StructureDefinition/translation';

/**
 * A refusal as FHIR says it: our code, the text in French with its English translation, what to do, and what the FHIR server
 * said of the request where that was its own content.
 */
export function outcomeOf(refusal: Problem): OperationOutcome {
  const { code, row } = refusal;
  const issue: OperationOutcomeIssue = {
    severity: row.status >= 500 ? 'fatal' : 'error',
    code: row.issue,
    details: {
      coding: [{ system: `${OWN}/CodeSystem/error`, code }, ...reasonOf(refusal)],
      ...bilingual(refusal.text('fr'), refusal.text('en')),
    },
    diagnostics: remedyOf(refusal),
    ...(refusal.fields.length ? { expression: refusal.fields.map(({ field }) => field) } : {}),
  };
  return { resourceType: 'OperationOutcome', issue: [issue, ...passedOn(refusal)] };
}

/** An outcome without error: what was left out, what was done. */
export function noteOf(severity: 'warning' | 'information', fr: string, en: string): OperationOutcome {
  const code = severity === 'warning' ? 'not-supported' : 'informational';
  return { resourceType: 'OperationOutcome', issue: [{ severity, code, details: bilingual(fr, en) }] };
}

function bilingual(fr: string, en: string): { text: string } {
  const content = [
    { url: 'lang', valueCode: 'en' },
    { url: 'content', valueString: en },
  ];
  const details = { text: fr, _text: { extension: [{ url: translation, extension: content }] } };
  return details;
}

const reasonOf = ({ details }: Problem) =>
  typeof details['code'] === 'string' ? [{ system: `${OWN}/CodeSystem/access-reason`, code: details['code'] }] : [];

/** The FHIR server's remarks on a resource that it refused: no address of its own, no stack, no other failure's words. */
function passedOn({ cause }: Problem): OperationOutcomeIssue[] {
  if (!(cause instanceof FhirServerError) || cause.kind !== 'refused') return [];
  return (cause.outcome?.issue ?? []).slice(0, 20).map(({ severity, code, details, diagnostics, expression }) => ({
    severity,
    code,
    ...(details ? { details: { ...(details.text ? { text: plain(details.text) } : {}) } } : {}),
    ...(diagnostics ? { diagnostics: plain(diagnostics) } : {}),
    ...(expression ? { expression: expression.map(plain) } : {}),
  }));
}

/** Characters of a remark that are looked at: it may quote megabytes, and empty lines in a row take the square of their number. */
const longest = 2000;

const plain = (text: string): string =>
  (text.slice(0, longest).split(/\r?\n\s*(?:at |\.\.\. \d|Caused by)/)[0] ?? '')
    .replace(/https?:\/\/[^\s"'<>\])]*/g, (address) => (isPublished(address) ? address : '…'))
    .slice(0, 500);

/** Canonicals of published definitions help to understand a remark; any other address could be the FHIR server's own. */
const isPublished = (address: string): boolean =>
  /^https?:\/\/(hl7\.org|terminology\.hl7\.org|hl7\.fr|interop\.esante\.gouv\.fr|mos\.esante\.gouv\.fr|loinc\.org|snomed\.info|unitsofmeasure\.org)\//.test(
    address,
  ) || address.startsWith(`${OWN}/`);
