import type { CodeableConcept, Patient, Resource } from '@medplum/fhirtypes';
import { writePdf } from '../pdf/document.ts';

const words = {
  fr: {
    title: 'Copie d’un espace de santé',
    said: 'Ce document résume ce que contient l’espace. Le détail est dans record.json (FHIR R4), les documents dans le dossier « files ».',
    none: 'Rien',
    Condition: 'Maladies et sujets de santé',
    MedicationStatement: 'Traitements',
    AllergyIntolerance: 'Allergies',
    Immunization: 'Vaccinations',
    Observation: 'Mesures',
    DocumentReference: 'Documents',
    Consent: 'Autorisations',
    Communication: 'Messages',
  },
  en: {
    title: 'Copy of a health space',
    said: 'This document sums up what the space holds. Details are in record.json (FHIR R4), documents in the folder “files”.',
    none: 'Nothing',
    Condition: 'Diseases and health matters',
    MedicationStatement: 'Treatments',
    AllergyIntolerance: 'Allergies',
    Immunization: 'Vaccinations',
    Observation: 'Measures',
    DocumentReference: 'Documents',
    Consent: 'Access rules',
    Communication: 'Messages',
  },
};
const sections = [
  ...(['Condition', 'MedicationStatement', 'AllergyIntolerance', 'Immunization', 'Observation'] as const),
  ...(['DocumentReference', 'Communication', 'Consent'] as const),
];

/** F5: the record for who reads no FHIR, as a PDF that can be kept and read aloud. */
export function readablePdf(resources: readonly Resource[], language: 'fr' | 'en', at: Date): Promise<Buffer> {
  const text = words[language];
  const patient = resources.find((resource): resource is Patient => resource.resourceType === 'Patient');
  return writePdf({ title: text.title, language, at }, (pdf) => {
    pdf.heading(text.title);
    if (patient) pdf.paragraph(personOf(patient));
    pdf.paragraph(text.said);
    for (const section of sections) {
      const lines = resources.filter(({ resourceType }) => resourceType === section).flatMap(lineOf);
      pdf.heading(text[section]);
      if (lines.length > 0) pdf.list(lines);
      else pdf.paragraph(text.none);
    }
  });
}

function personOf({ name, birthDate }: Patient): string {
  const shown = name?.find(({ use }) => use === 'usual') ?? name?.[0];
  return [shown?.text ?? [...(shown?.given ?? []), shown?.family].join(' '), birthDate].filter(Boolean).join(', ');
}

const said = (concept: CodeableConcept | undefined): string =>
  concept?.text ?? concept?.coding?.find(({ display }) => display)?.display ?? concept?.coding?.[0]?.code ?? '';

const day = (instant: string | undefined): string => instant?.slice(0, 10) ?? '';

/** One line of the record: when, what. What says nothing has none. */
function lineOf(resource: Resource): string[] {
  const line = [...partsOf(resource)].filter(Boolean).join(' · ');
  return line === '' ? [] : [line];
}

function partsOf(resource: Resource): string[] {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- R4 has 150 types, a record nine
  switch (resource.resourceType) {
    case 'Condition':
      return [said(resource.code), day(resource.onsetDateTime)];
    case 'MedicationStatement':
      return [said(resource.medicationCodeableConcept), day(resource.effectivePeriod?.start)];
    case 'AllergyIntolerance':
      return [said(resource.code), day(resource.onsetDateTime)];
    case 'Immunization':
      return [day(resource.occurrenceDateTime), said(resource.vaccineCode)];
    case 'Observation':
      return [day(resource.effectiveDateTime), said(resource.code), ...valuesOf(resource)];
    case 'DocumentReference':
      return [day(resource.date), resource.content[0]?.attachment.title ?? resource.description ?? said(resource.type)];
    case 'Communication':
      return [day(resource.sent), resource.topic?.text ?? '', resource.sender?.display ?? ''];
    case 'Consent':
      return [day(resource.dateTime), resource.provision?.type ?? '', ...actorsOf(resource.provision?.actor)];
    default:
      return [];
  }
}

interface Measured {
  valueQuantity?: { value?: number; unit?: string };
  component?: Measured[];
}
const valuesOf = ({ valueQuantity, component = [] }: Measured): string[] => [
  ...(valueQuantity?.value === undefined ? [] : [`${valueQuantity.value} ${valueQuantity.unit ?? ''}`.trim()]),
  ...component.flatMap(valuesOf),
];

const actorsOf = (actors: { reference?: { display?: string } }[] = []): string[] =>
  actors.flatMap(({ reference }) => reference?.display ?? []);
