import type { Resource } from '@medplum/fhirtypes';
import { openSoftware, type Software } from './actors/professional.ts';
import { authorisation } from './authorisation.ts';
import { deposits } from './deposits.ts';
import type { Doors } from './doors.ts';
import { professionals, type Townsperson } from './people.ts';

/** What the family doctor and the cardiologist wrote, and the authorisations that they were given; what is there already is not written again. */
export async function attend(doors: Doors, patients: Townsperson[]): Promise<void> {
  const [family, cardiologist] = professionals;
  const [first, second] = await Promise.all([openSoftware(doors, family.rpps), openSoftware(doors, cardiologist.rpps)]);
  for (const [index, { ins }] of patients.entries()) {
    const patient = await first.find(ins);
    await authorise(first, patient, family.rpps);
    if (index < 2) await authorise(second, patient, cardiologist.rpps);
    const software = index === 1 ? second : first;
    for (const resource of deposits(patient, index))
      if ((await software.search(`${sameAs(resource)}&patient=${patient}`)).total === 0)
        await software.create(resource);
  }
}

/** Before it is given, an authorisation cannot be read either. */
async function authorise(software: Software, patient: string, rpps: string): Promise<void> {
  const answer = await software.ask('GET', `Consent?patient=${patient}`);
  const { total } = (await answer.json()) as { total?: number };
  if (!total) await software.create(authorisation(patient, rpps));
}

/** The search that finds it, were it there. */
function sameAs(resource: Resource): string {
  if (resource.resourceType === 'DocumentReference')
    return `DocumentReference?type=${resource.type?.coding?.[0]?.code}&date=${resource.date?.slice(0, 10)}`;
  if (resource.resourceType === 'Condition') return `Condition?code=${resource.code?.coding?.[0]?.code}`;
  if (resource.resourceType === 'Immunization')
    return `Immunization?vaccine-code=${resource.vaccineCode.coding?.[0]?.code}`;
  throw new Error(`no search says whether a ${resource.resourceType} is there`);
}
