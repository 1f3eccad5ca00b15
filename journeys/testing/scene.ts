import type { Condition } from '@medplum/fhirtypes';
import type { Browser } from '../../demo/actors/patient.ts';
import type { Software } from '../../demo/actors/professional.ts';
import type { Doors } from '../../demo/doors.ts';
import type { Townsperson } from '../../demo/people.ts';
import { openHousehold } from './household.ts';

/** A patient and her doctor, each with an entry that has been changed since its version 1 was read. */
export interface Scene {
  doors: Doors;
  browser: Browser;
  software: Software;
  patient: string;
  rpps: string;
  asthma: { id: string };
  /** The version is the first, which is stale. */
  migraine: { id: string; version: string };
}

/** What goes wrong, the documented refusal as `status code`, and how it is sent. */
export type BadRequest = [title: string, refusal: string, send: (scene: Scene) => Promise<Response>];

export async function openScene(doors: Doors, person: Townsperson, rpps: string): Promise<Scene> {
  const household = await openHousehold(doors, person, rpps);
  const { browser, software, patient } = household;
  const asthma = await software.create(condition(patient));
  const changed = await software.ask('PUT', `Condition/${asthma.id}`, { ...asthma, onsetDateTime: '1999' });
  if (!changed.ok) throw new Error(await changed.text());
  const migraine = await browser.call('POST /api/profile/diseases', { body: { name: 'Migraine', ongoing: true } });
  await browser.call('PUT /api/profile/diseases/:id', {
    params: { id: migraine.id },
    version: migraine.version,
    body: { name: 'Migraines', ongoing: true },
  });
  return { doors, rpps, asthma, migraine, ...household };
}

export const condition = (patient: string, more: object = {}): Condition => ({
  resourceType: 'Condition',
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'J45' }], text: 'Asthme' },
  subject: { reference: `Patient/${patient}` },
  ...more,
});
