import type { Bundle, Observation } from '@medplum/fhirtypes';
import { admin, importCsv } from '../demo/actors/operator.ts';
import { openSpace } from '../demo/actors/patient.ts';
import { openSoftware, type Software } from '../demo/actors/professional.ts';
import { authorisation } from '../demo/authorisation.ts';
import { hospitalsCsv, insuredCsv, people, professionals } from '../demo/people.ts';
import { startPasserelle, type Passerelle } from '../journeys/testing/passerelle.ts';

/** One open space, and the software of a doctor who may read it. */
export interface Town {
  passerelle: Passerelle;
  software: Software;
  patient: string;
  ins: string;
  /** An address that may send mail. */
  sender: string;
  /** Records this many weights; gives their ids. */
  fill: (count: number) => Promise<string[]>;
  /** Changes the record, so that nothing kept of it holds any longer. */
  touch: () => Promise<void>;
}

export async function openTown(env: Record<string, string>): Promise<Town> {
  const passerelle = await startPasserelle({ env });
  const { doors } = passerelle;
  const [person] = people;
  const [doctor] = professionals;
  await importCsv(doors, 'insured', insuredCsv([person]));
  await importCsv(doors, 'organizations', hospitalsCsv);
  await admin(doors, 'codes', 'send', person.ins);
  await openSpace(doors, person);
  const software = await openSoftware(doors, doctor.rpps);
  const patient = await software.find(person.ins);
  await software.create(authorisation(patient, doctor.rpps));
  return {
    ...{ passerelle, software, patient, ins: person.ins },
    sender: 'bench@chu-valombre.example',
    fill: (count) => fill(software, patient, count),
    touch: async () => {
      await software.create(weight(patient, 0));
    },
  };
}

async function fill(software: Software, patient: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < count; from += 100) {
    const entry = Array.from({ length: Math.min(100, count - from) }, (_, index) => ({
      resource: weight(patient, from + index),
      request: { method: 'POST' as const, url: 'Observation' },
    }));
    const answer = await software.ask('POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry,
    } satisfies Bundle);
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    const { entry: made = [] } = (await answer.json()) as Bundle;
    ids.push(...made.map(({ response }) => /Observation\/([^/]+)/.exec(response?.location ?? '')?.[1] ?? ''));
  }
  return ids;
}

const weight = (patient: string, index: number): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10),
  valueQuantity: { value: 60 + (index % 200) / 10, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
});
