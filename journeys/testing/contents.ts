import { mailsTo } from '../../demo/actors/mailbox.ts';
import type { Scene } from './scene.ts';

/** Everything that a patient and her doctor find in her space, and all mails: to be compared before and after. */
export async function contentsOf({
  doors,
  browser: { call },
  software,
  patient,
}: Pick<Scene, 'doors' | 'browser' | 'software' | 'patient'>): Promise<Record<string, unknown>> {
  const api = {
    documents: await call('GET /api/documents', { query: {} }),
    diseases: await call('GET /api/profile/diseases'),
    treatments: await call('GET /api/profile/treatments'),
    allergies: await call('GET /api/profile/allergies'),
    vaccinations: await call('GET /api/vaccinations'),
    measures: await call('GET /api/measures', { query: { kind: 'weight' } }),
    messages: await call('GET /api/messages', { query: {} }),
  };
  const fhir: Record<string, unknown> = {};
  for (const type of ['DocumentReference', 'Condition', 'Immunization', 'Consent', 'Observation', 'Communication'])
    fhir[type] = (await software.search(`${type}?patient=${patient}&_summary=count`)).total;
  const mails = (await fetch(`${doors.catcherUrl}/messages`).then((answer) => answer.json())) as unknown[];
  return { ...api, fhir, mails: mails.length, hospital: await mailsTo(doors, 'pneumologie@chu-valombre.example') };
}
