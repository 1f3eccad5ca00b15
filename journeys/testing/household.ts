import { setTimeout as pause } from 'node:timers/promises';
import { awaitMail } from '../../demo/actors/mailbox.ts';
import { admin, importCsv } from '../../demo/actors/operator.ts';
import { openSpace, signIn, type Browser } from '../../demo/actors/patient.ts';
import { openSoftware, type Software } from '../../demo/actors/professional.ts';
import { authorisation } from '../../demo/authorisation.ts';
import type { Doors } from '../../demo/doors.ts';
import { hospitalsCsv, insuredCsv, type Townsperson } from '../../demo/people.ts';

/** One person with a space, signed in, and a doctor whom she authorises, on an empty installation with its hospitals. */
export async function openHousehold(
  doors: Doors,
  person: Townsperson,
  rpps: string,
): Promise<{ browser: Browser; software: Software; patient: string }> {
  await importCsv(doors, 'insured', insuredCsv([person]));
  await importCsv(doors, 'organizations', hospitalsCsv);
  const sent = await admin(doors, 'codes', 'send', person.ins);
  if (sent.code !== 0) throw new Error(sent.output);
  await openSpace(doors, person);
  const [browser, software] = await Promise.all([signIn(doors, person), openSoftware(doors, rpps)]);
  const patient = await software.find(person.ins);
  await software.create(authorisation(patient, rpps));
  // A6: this mail leaves by itself, a moment after the opening.
  await awaitMail(doors, person.email, ({ subject }) => /ouvert/.test(subject) || undefined);
  // A9: and so does the message that waits in every space.
  await welcomed(browser);
  return { browser, software, patient };
}

async function welcomed({ call }: Browser): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if ((await call('GET /api/messages', { query: {} })).conversations.length > 0) return;
    await pause(100);
  }
  throw new Error('the welcome message did not come');
}
