import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendLetter } from '../demo/actors/hospital.ts';
import { awaitMail } from '../demo/actors/mailbox.ts';
import { admin, importCsv } from '../demo/actors/operator.ts';
import { openBrowser, openSpace, signIn } from '../demo/actors/patient.ts';
import { openSoftware } from '../demo/actors/professional.ts';
import { hospitalsCsv, insuredCsv, people, professionals } from '../demo/people.ts';
import { readSecrets } from '../gateway/src/secrets.ts';
import { patientIdOf } from '../gateway/src/spaces/open-space.ts';
import type { Passerelle } from './testing/passerelle.ts';
import { sharePasserelle } from './testing/shared.ts';

const [, , jeanne] = people;
const [helene] = professionals;

describe('Jeanne refuses her space (A3)', () => {
  let passerelle: Passerelle;
  let firstCode: string;
  /** The id that her Patient has if there ever is one. */
  let patient: string;

  beforeAll(async () => {
    passerelle = await sharePasserelle();
    await importCsv(passerelle.doors, 'insured', insuredCsv(people));
    await importCsv(passerelle.doors, 'organizations', hospitalsCsv);
    patient = patientIdOf(readSecrets(passerelle.dataDir).seal, jeanne.ins);
  }, 120_000);
  afterAll(() => passerelle.remove());

  const letter = () =>
    sendLetter(passerelle.doors, {
      ...{ from: 'Pneumologie <pneumologie@chu-valombre.example>', subject: 'Lettre de sortie', text: 'Bonjour.' },
      to: `${jeanne.ins}@${passerelle.mailDomain}`,
    });
  const vaccinate = async () => {
    const software = await openSoftware(passerelle.doors, helene.rpps);
    const answer = await software.ask('POST', 'Immunization', {
      ...{ resourceType: 'Immunization', status: 'completed', primarySource: true, occurrenceDateTime: '2026-10-14' },
      vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J07BB02' }] },
      patient: { reference: `Patient/${patient}` },
    });
    return { status: answer.status, found: await software.find(jeanne.ins) };
  };

  it('with the code that came by mail, and is mailed that it is recorded', async () => {
    await admin(passerelle.doors, 'codes', 'send', jeanne.ins);
    firstCode =
      (await awaitMail(passerelle.doors, jeanne.email, ({ text }) => /\b([A-Z0-9]{12})\b/.exec(text)?.[1])) ?? '';
    const { call } = openBrowser(passerelle.doors);
    const body = { code: firstCode, card: jeanne.card, nir: jeanne.ins, serial: jeanne.serial };
    const { opening } = await call('POST /api/spaces/identification', { body });
    const { code } = await call('POST /api/spaces/opposition', { body: { opening, confirms: true } });
    expect(await call('POST /api/certificates/check', { body: { code } })).toMatchObject({ inForce: true });
    await awaitMail(passerelle.doors, jeanne.email, ({ subject }) => /opposition/.test(subject) || undefined);
  });

  it('and no door takes anything for her: no hospital’s mail, no software’s deposit, no sign-in', async () => {
    await expect(letter()).rejects.toMatchObject({ responseCode: 550 });
    expect(await vaccinate()).toEqual({ status: 403, found: '' });
    await expect(signIn(passerelle.doors, jeanne)).rejects.toMatchObject({ code: 'credentials-wrong' });
    const { call } = openBrowser(passerelle.doors);
    const body = { code: firstCode, card: jeanne.card, nir: jeanne.ins, serial: jeanne.serial };
    await expect(call('POST /api/spaces/identification', { body })).rejects.toMatchObject({
      code: 'identification-failed',
    });
  });

  it('until she comes back with a new code: then all doors are open', async () => {
    await admin(passerelle.doors, 'codes', 'send', jeanne.ins);
    await awaitMail(passerelle.doors, jeanne.email, ({ text }) => {
      const code = /\b([A-Z0-9]{12})\b/.exec(text)?.[1];
      return code !== firstCode ? code : undefined;
    });
    await openSpace(passerelle.doors, jeanne);
    expect(await vaccinate()).toEqual({ status: 201, found: patient });
    await letter();
    await signIn(passerelle.doors, jeanne);
  });
});
