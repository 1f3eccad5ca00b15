import { admin, importCsv } from './actors/operator.ts';
import { sendLetter } from './actors/hospital.ts';
import { openSpace, signIn, type Browser } from './actors/patient.ts';
import { openSoftware } from './actors/professional.ts';
import { authorisation } from './authorisation.ts';
import { childhood, deposits, letters, selfWritten } from './contents.ts';
import type { Doors } from './doors.ts';
import { adultCount, hospitalsCsv, insuredCsv, people, professionals, type Townsperson } from './people.ts';

/** Adults with a space of their own; the last one has not opened it yet. */
const openers = people.slice(0, adultCount - 1);

/**
 * Fills an empty installation with a small town, by the doors that everybody uses: the operator's commands, the portal's API,
 * the FHIR API of practice software, and mail. Does nothing where the town is there already.
 * @returns lines for the person who started it: the demo accounts.
 */
export async function fillTown(doors: Doors): Promise<string[]> {
  const there = await admin(doors, 'spaces', 'list');
  if (!there.output.includes('open')) await fill(doors);
  return accounts();
}

async function fill(doors: Doors): Promise<void> {
  await importCsv(doors, 'insured', insuredCsv(people));
  await importCsv(doors, 'organizations', hospitalsCsv);
  const sent = await admin(doors, 'codes', 'send', ...openers.map(({ ins }) => ins));
  if (sent.code !== 0) throw new Error(sent.output);
  await Promise.all(openers.map((person) => openSpace(doors, person)));
  const [camille, karim, jeanne] = people as unknown as [Townsperson, Townsperson, Townsperson];
  await Promise.all(
    [camille, karim, jeanne].map(async (person, index) => live(doors, await signIn(doors, person), index)),
  );
  await attend(doors, [camille, karim, jeanne]);
  await Promise.all(
    letters.map(({ to, ...letter }) => sendLetter(doors, { ...letter, to: `${people[to]?.ins}@${doors.mailDomain}` })),
  );
}

/** What a patient wrote of their own hand. */
async function live(doors: Doors, { call, cookie }: Browser, index: number): Promise<void> {
  const { diseases, treatments, allergies, vaccinations, measures, documents } = selfWritten[index] ?? childhood;
  for (const body of diseases) await call('POST /api/profile/diseases', { body });
  for (const body of treatments) await call('POST /api/profile/treatments', { body });
  for (const body of allergies) await call('POST /api/profile/allergies', { body });
  for (const body of vaccinations) await call('POST /api/vaccinations', { body });
  for (const body of measures) await call('POST /api/measures', { body });
  for (const { file, ...details } of documents) {
    const form = new FormData();
    for (const [name, value] of Object.entries(details)) form.append(name, String(value));
    form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
    const answer = await fetch(`${doors.url}/api/documents`, {
      method: 'POST',
      body: form,
      headers: { cookie: cookie(), origin: doors.url },
    });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  }
}

/** What the family doctor and the cardiologist wrote, and the authorisations that they were given. */
async function attend(doors: Doors, patients: Townsperson[]): Promise<void> {
  const [family, cardiologist] = professionals;
  const [first, second] = await Promise.all([openSoftware(doors, family.rpps), openSoftware(doors, cardiologist.rpps)]);
  for (const [index, { ins }] of patients.entries()) {
    const patient = await first.find(ins);
    await first.create(authorisation(patient, family.rpps));
    if (index < 2) await second.create(authorisation(patient, cardiologist.rpps));
    for (const resource of deposits(patient, index)) await (index === 1 ? second : first).create(resource);
  }
}

function accounts(): string[] {
  const [camille, karim] = people as unknown as [Townsperson, Townsperson];
  return [
    'Demo accounts (password of all: ' + camille.password + ')',
    ...[camille, karim].map(
      ({ identifier, email }) => `  Patient               ${identifier}  (codes go to ${email}: see the mails sent)`,
    ),
    ...professionals
      .slice(0, 3)
      .map(({ rpps, givenName, familyName }) => `  Professional          ${rpps}  ${givenName} ${familyName}`),
  ];
}
