import type { CodeableConcept, Coding } from '@medplum/fhirtypes';

export const LOINC = 'http://loinc.org';
export const SNOMED = 'http://snomed.info/sct';
export const UCUM = 'http://unitsofmeasure.org';
export const ATC = 'http://www.whocc.no/atc';
/** FHIR's own code systems, e.g. `condition-category`. */
export const hl7 = (name: string): string => `http://terminology.hl7.org/CodeSystem/${name}`;
/** A French nomenclature, e.g. `TRE_G15-ProfessionSante`. */
export const nos = (name: string): string =>
  `https://mos.esante.gouv.fr/NOS/${name}/FHIR/${name.replace(/^([A-Z]+)_/, '$1-')}`;

/** The codes of one system in a concept. */
export const codesOf = (concept: CodeableConcept | undefined, system: string): string[] =>
  (concept?.coding ?? []).filter((coding) => coding.system === system).flatMap(({ code }) => code ?? []);

export const codeable = (system: string, code: string, display?: string): CodeableConcept => ({
  coding: [codingOf(system, code, display)],
});

export const codingOf = (system: string, code: string, display?: string): Coding =>
  display === undefined ? { system, code } : { system, code, display };

/** What people read of a concept: its text, or else the first label of its codes. */
export function textOf(concept: CodeableConcept | undefined): string | undefined {
  const texts = [concept?.text, ...(concept?.coding ?? []).map(({ display }) => display)];
  return texts.find((text) => text !== undefined && text.trim() !== '');
}
