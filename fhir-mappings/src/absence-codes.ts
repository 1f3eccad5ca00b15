import type { CodeableConcept } from '@medplum/fhirtypes';
import { codesOf, SNOMED } from './coding.ts';
import type { Label } from './label.ts';

/** The code system of IPS 1.x, which French CDA documents use too. */
export const ABSENT_UNKNOWN = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';

interface Absence {
  /** Situation code of SNOMED CT, as IPS 2 has it */
  readonly snomed: string;
  /** Code of `ABSENT_UNKNOWN` */
  readonly absent: string;
  readonly label: Label;
}

/** "Nothing to declare" in each section that has a code for it. */
export const ABSENCES = {
  diseases: {
    snomed: '160245001',
    absent: 'no-known-problems',
    label: { fr: 'Aucune maladie connue', en: 'No known problems' },
  },
  treatments: {
    snomed: '787481004',
    absent: 'no-known-medications',
    label: { fr: 'Aucun traitement connu', en: 'No known medications' },
  },
  allergies: {
    snomed: '716186003',
    absent: 'no-known-allergies',
    label: { fr: 'Aucune allergie connue', en: 'No known allergies' },
  },
  vaccinations: {
    snomed: '787482006',
    absent: 'no-known-immunizations',
    label: { fr: 'Aucune vaccination connue', en: 'No known immunizations' },
  },
} as const satisfies Record<string, Absence>;

export type AbsenceSection = keyof typeof ABSENCES;

/** Whether a code says that there is nothing to declare, or that nothing is known, in either of the two codings. */
export const saysNothing = (code: CodeableConcept | undefined, { snomed }: Absence): boolean =>
  codesOf(code, ABSENT_UNKNOWN).length > 0 || codesOf(code, SNOMED).includes(snomed);
