import type { CodeableConcept, Immunization, ImmunizationProtocolApplied } from '@medplum/fhirtypes';
import { ATC, codeable, codesOf, SNOMED } from './coding.ts';
import { withKey } from './element.ts';
import { keysOf } from './keys.ts';
import type { Lens, ObjectLens } from './lens.ts';
import {
  TARGET_DISEASES,
  VACCINATION_KINDS,
  VACCINES,
  type TargetDisease,
  type VaccinationKind,
  type VaccineCode,
} from './vaccine-codes.ts';

/** "A vaccine", when only the diseases are known: vaccineCode is mandatory, and nothing is to be made up. */
export const GENERIC_VACCINE: CodeableConcept = codeable(ATC, 'J07', 'Vaccins');

const isVaccine = (code: string | undefined): code is VaccineCode => Object.hasOwn(VACCINES, code ?? '');
type Coding = NonNullable<CodeableConcept['coding']>[number];
const isOurs = ({ system, code }: Coding): boolean => system === ATC && (isVaccine(code) || code === 'J07');

/** The concept, or "a vaccine" when nothing is left of it. */
const orGeneric = (code: CodeableConcept): CodeableConcept =>
  code.text === undefined && !code.coding?.length ? GENERIC_VACCINE : code;

/** The name that people gave or that other software's code shows; codes of another vaccine go when it changes. */
export const vaccineName: Lens<Immunization, string | undefined> = {
  get: ({ vaccineCode: code }) => {
    const texts = [code?.text, ...(code?.coding ?? []).map((coding) => (isOurs(coding) ? undefined : coding.display))];
    return texts.find((text) => text !== undefined && text.trim() !== '');
  },
  put: (resource, text) => {
    const coded = withKey(withKey<CodeableConcept, 'text'>({ ...resource.vaccineCode }, 'text', text), 'coding', [
      ...(resource.vaccineCode?.coding ?? []).filter((coding) => isOurs(coding) && coding.code !== 'J07'),
    ]);
    return { ...resource, vaccineCode: orGeneric(coded) };
  },
};

export const vaccineCode: Lens<Immunization, VaccineCode | undefined> = {
  get: ({ vaccineCode: code }) => codesOf(code, ATC).find(isVaccine),
  put: (resource, atc) => {
    const others = (resource.vaccineCode?.coding ?? []).filter((coding) => !isOurs(coding));
    const own = atc === undefined ? [] : [{ system: ATC, code: atc, display: VACCINES[atc].label.fr }];
    return { ...resource, vaccineCode: orGeneric(withKey({ ...resource.vaccineCode }, 'coding', [...own, ...others])) };
  },
};

interface Protocol {
  targets?: TargetDisease[];
  kind: VaccinationKind;
  dose?: number;
}

function targetIn(concept: CodeableConcept): TargetDisease | undefined {
  const codes = codesOf(concept, SNOMED);
  return keysOf(TARGET_DISEASES).find((key) => {
    const disease: { snomed?: string; label: { fr: string } } = TARGET_DISEASES[key];
    return disease.snomed === undefined ? concept.text === disease.label.fr : codes.includes(disease.snomed);
  });
}

function targetConcept(key: TargetDisease): CodeableConcept {
  const { snomed, label }: { snomed?: string; label: { fr: string } } = TARGET_DISEASES[key];
  return snomed === undefined ? { text: label.fr } : { ...codeable(SNOMED, snomed), text: label.fr };
}

/** What all the protocols agree on, or nothing. */
function agreed<T>(values: readonly T[]): T | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

/**
 * Diseases, kind and rank. Other software has one protocol for each disease; what is changed is written as one for all.
 * doseNumber[x] is mandatory in a protocol (R4 Immunization): an unknown rank is the string "unknown".
 */
export const protocol: ObjectLens<Immunization, Protocol> = {
  keys: ['targets', 'kind', 'dose'],
  get: ({ protocolApplied = [] }) => {
    const targets = protocolApplied.flatMap(({ targetDisease = [] }) => targetDisease.map(targetIn));
    const known = [...new Set(targets.filter((target) => target !== undefined))];
    const series = agreed(protocolApplied.map((applied) => applied.series));
    const dose = agreed(protocolApplied.map(({ doseNumberPositiveInt }) => doseNumberPositiveInt));
    const kind = keysOf(VACCINATION_KINDS).find((key) => VACCINATION_KINDS[key].series === series) ?? 'unknown';
    return {
      ...(known.length === 0 ? {} : { targets: known }),
      kind,
      ...(dose === undefined ? {} : { dose }),
    };
  },
  put: (resource, { targets, kind, dose }) => {
    const applied: ImmunizationProtocolApplied = {
      series: VACCINATION_KINDS[kind].series,
      ...(targets === undefined ? {} : { targetDisease: targets.map(targetConcept) }),
      ...(dose === undefined ? { doseNumberString: 'unknown' } : { doseNumberPositiveInt: dose }),
    };
    return { ...resource, protocolApplied: [applied] };
  },
};
