import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { recordsAt } from '@passerelle/fhir-mappings/demo-town';
import { admin, importCsv } from './actors/operator.ts';
import { sendLetter } from './actors/hospital.ts';
import { openBrowser, openSpace, signIn } from './actors/patient.ts';
import { attend } from './attending.ts';
import { letters } from './letters.ts';
import type { Doors } from './doors.ts';
import { representChildren } from './families.ts';
import { live } from './living.ts';
import {
  adultCount,
  hospitalsCsv,
  insuredCsv,
  people,
  professionals,
  professionalsCsv,
  type Townsperson,
} from './people.ts';

/** Adults with a space of their own; the last one has not opened it yet. */
const openers = people.slice(0, adultCount - 1);

/**
 * Fills an installation with a small town, by the doors that everybody uses: the operator's commands, the portal's API,
 * the FHIR API of practice software, and mail. Does nothing where the town is complete, and goes on where a start was cut short.
 * @returns lines for the person who started it: the demo accounts.
 */
export async function fillTown(doors: Doors): Promise<string[]> {
  // Beside the secrets, which belong to the same database.
  const complete = path.resolve(doors.env['DATA_DIR'] || './data', 'demo-town');
  if (!existsSync(complete)) {
    const begun = `${complete}-begun`;
    const again = existsSync(begun);
    await writeFile(begun, '');
    await fill(doors, again);
    await writeFile(complete, `${new Date().toISOString()}\n`);
  }
  return accounts();
}

/** @param again an earlier fill was cut short, so that some of it may be there */
async function fill(doors: Doors, again: boolean): Promise<void> {
  await Promise.all([
    importCsv(doors, 'insured', insuredCsv(people)),
    importCsv(doors, 'organizations', hospitalsCsv).then(() => importCsv(doors, 'professionals', professionalsCsv)),
  ]);
  await openSpaces(doors, again);
  const [camille, karim, jeanne] = people;
  const patients = [camille, karim, jeanne];
  const browsers = await Promise.all(patients.map((person) => signIn(doors, person)));
  const records = recordsAt(new Date().toISOString().slice(0, 10));
  const parents = openers.filter(({ ins }) => people.some(({ attachedTo }) => attachedTo?.includes(ins)));
  await Promise.all([
    ...browsers.map((browser, index) => live(doors, browser, records[index])),
    // Those who share their children; a father alone leaves his to be activated by whoever tries the portal.
    representChildren(doors, parents.slice(1)),
  ]);
  await attend(doors, patients);
  for (const { to, ...letter } of letters) {
    const received = await browsers[to]?.call('GET /api/messages', { query: {} });
    if (!received?.conversations.some(({ subject }) => subject === letter.subject))
      await sendLetter(doors, { ...letter, to: `${people[to]?.ins}@${doors.mailDomain}` });
  }
}

async function openSpaces(doors: Doors, again: boolean): Promise<void> {
  const opened = await Promise.all(openers.map(async (person) => again && hasSpace(doors, person)));
  const others = openers.filter((_, index) => !opened[index]);
  if (others.length === 0) return;
  const since = Date.now() - 1_000;
  const sent = await admin(doors, 'codes', 'send', ...others.map(({ ins }) => ins));
  if (sent.code !== 0) throw new Error(sent.output);
  await Promise.all(others.map((person) => openSpace(doors, person, since)));
}

/** Whether the first step of signing in is granted. */
const hasSpace = (doors: Doors, { identifier, password }: Townsperson): Promise<boolean> =>
  openBrowser(doors)
    .call('POST /api/session/password', { body: { identifier, password } })
    .then(
      () => true,
      () => false,
    );

function accounts(): string[] {
  // Camille and Karim, and Sophie, who has two children.
  const known = [people[0], people[1], people[4]];
  return [
    `Demo accounts (password of all: ${people[0].password})`,
    ...known.map(
      (person) => `  Patient               ${person?.identifier}  (codes go to ${person?.email}: see the mails sent)`,
    ),
    ...professionals
      .slice(0, 3)
      .map(({ rpps, givenName, familyName }) => `  Professional          ${rpps}  ${givenName} ${familyName}`),
  ];
}
