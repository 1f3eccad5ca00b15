import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendLetter } from '../demo/actors/hospital.ts';
import { awaitMail } from '../demo/actors/mailbox.ts';
import { importCsv } from '../demo/actors/operator.ts';
import { hospitalsCsv, insuredCsv, people } from '../demo/people.ts';
import { openBrowser } from '../portal/testing/browser.ts';
import { openWindow } from '../portal/testing/patient.ts';
import { wrongWith } from '../portal/testing/wrong-with.ts';
import { codeIn, commanded } from './testing/operator.ts';
import { activate, identify, signInByHand } from './testing/portal.ts';
import { sharePasserelle, type SharedPasserelle } from './testing/shared.ts';

const [, , jeanne] = people;

describe('Jeanne’s space opens by itself (A7)', () => {
  let passerelle: SharedPasserelle;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  const wrong: string[] = [];

  beforeAll(async () => {
    passerelle = await sharePasserelle();
    browser = await openBrowser();
    ({ page, faults } = await openWindow(browser, { language: 'fr', scheme: 'light', width: 320 }));
    await importCsv(passerelle.doors, 'insured', insuredCsv([jeanne]));
    await importCsv(passerelle.doors, 'organizations', hospitalsCsv);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
  });

  const operator = (...words: string[]) => commanded(passerelle.doors, ...words);
  const state = async () => /: (.*)/.exec(await operator('spaces', 'list', '--ins', jeanne.ins))?.[1];
  const mailOf = (subject: RegExp) =>
    awaitMail(passerelle.doors, jeanne.email, (mail) => (subject.test(mail.subject) ? mail.text : undefined));
  const letter = () =>
    sendLetter(passerelle.doors, {
      ...{ from: 'Pneumologie <pneumologie@chu-valombre.example>', subject: 'Lettre de sortie', text: 'Bonjour.' },
      to: `${jeanne.ins}@${passerelle.mailDomain}`,
    });
  const heading = async (name: string | RegExp) => {
    await page.getByRole('heading', { level: 1, name }).waitFor();
    wrong.push(...(await wrongWith(page)));
  };

  it('she is told a month ahead, with a code to open it at once or to refuse it', async () => {
    await operator('openings', 'announce', jeanne.ins);
    const notice = await mailOf(/va s’ouvrir/);
    expect(codeIn(notice)).not.toBe('');
    expect(notice).toMatch(/s’ouvrira automatiquement le/);
    expect(await state()).toMatch(/^announced, opens on/);
    await expect(letter()).rejects.toMatchObject({ responseCode: 550 });
  });

  it('a month later it is open, and she is told; the night a second time does nothing more', async () => {
    passerelle = await passerelle.again({ CLOCK_SHIFT_DAYS: '33' });
    await operator('jobs', 'run');
    expect(await state()).toBe('open-without-login');
    await operator('jobs', 'run');
    expect(await mailOf(/s’est ouvert/)).toContain('Personne ne s’y est encore connecté');
    await letter();
  }, 60_000);

  it('she asks on her telephone for a code, with her card (A1)', async () => {
    await page.goto(/https?:\S+\/open\/code/.exec(await mailOf(/s’est ouvert/))?.[0] ?? '');
    await heading('Recevoir un nouveau code');
    await page.getByText(jeanne.card === 'with-photo' ? 'Avec photo' : 'Sans photo').click();
    await page.getByLabel('Numéro de sécurité sociale').fill(jeanne.ins);
    await page.getByLabel('Numéro de série').fill(jeanne.serial);
    await page.getByRole('button', { name: 'Voir où l’envoyer' }).click();
    await heading('Où envoyer le code ?');
    await page.getByText('Par e-mail').click();
    await page.getByRole('button', { name: 'Envoyer le code' }).click();
    await heading('C’est noté');
  });

  it('enters the space that was there before her, and finds what the hospital sent', async () => {
    await identify(page, passerelle.url, jeanne, codeIn(await mailOf(/code provisoire/)));
    wrong.push(...(await wrongWith(page)));
    await activate(page, passerelle.doors, jeanne);
    await signInByHand(page, passerelle.doors, jeanne);
    await page.goto(`${passerelle.url}/messages`);
    await page.getByText('Lettre de sortie').first().waitFor();
    await page.getByText('Bienvenue dans votre espace de santé').first().waitFor();
    expect(await state()).toBe('open');
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);
});
