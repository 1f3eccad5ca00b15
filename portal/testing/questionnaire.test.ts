import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitMail } from '../../demo/actors/mailbox.ts';
import { admin, importCsv } from '../../demo/actors/operator.ts';
import { openSpace, signIn } from '../../demo/actors/patient.ts';
import { insuredCsv, people, type Townsperson } from '../../demo/people.ts';
import type { Passerelle } from '../../journeys/testing/passerelle.ts';
import { sharePasserelle } from '../../journeys/testing/shared.ts';
import { openBrowser } from './browser.ts';
import { openWindow } from './patient.ts';
import { wrongWith } from './wrong-with.ts';

const [camille, karim] = people;
const french = { language: 'fr', scheme: 'light', width: 1280 } as const;
const narrow = { language: 'en', scheme: 'dark', width: 320 } as const;

describe('A8, A9: the first time in one’s space', () => {
  let passerelle: Passerelle;
  let browser: Browser;

  beforeAll(async () => {
    passerelle = await sharePasserelle();
    browser = await openBrowser();
    await importCsv(passerelle.doors, 'insured', insuredCsv([camille, karim]));
    for (const person of [camille, karim]) {
      await admin(passerelle.doors, 'codes', 'send', person.ins);
      await openSpace(passerelle.doors, person);
    }
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
  });

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  /** Looks at the page as it stands. `SHOTS` names a folder for pictures of it. */
  const look = async (page: Page, name: string, wrong: string[]) => {
    wrong.push(...(await wrongWith(page)));
    const folder = process.env['SHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };
  const signInBy = async (
    page: Page,
    person: Townsperson,
    words: Record<'identifier' | 'password' | 'next' | 'send' | 'code' | 'enter', string>,
  ) => {
    await page.goto(passerelle.url);
    await page.getByLabel(words.identifier).fill(person.identifier);
    await page.getByLabel(words.password, { exact: true }).fill(person.password);
    await page.getByRole('button', { name: words.next }).click();
    const before = Date.now() - 1_000;
    await page.getByRole('button', { name: words.send }).click();
    const code = await awaitMail(passerelle.doors, person.email, ({ at, text }) =>
      Date.parse(at) >= before ? /\b(\d{6})\b/.exec(text)?.[1] : undefined,
    );
    await page.getByLabel(words.code).fill(code);
    await page.getByRole('button', { name: words.enter }).click();
  };
  const inFrench = {
    ...{ identifier: 'Identifiant', password: 'Mot de passe', next: 'Continuer', send: 'Envoyer le code' },
    ...{ code: 'Code à six chiffres', enter: 'Ouvrir mon espace' },
  };
  const inEnglish = {
    ...{ identifier: 'Identifier', password: 'Password', next: 'Continue', send: 'Send the code' },
    ...{ code: 'Six-digit code', enter: 'Open my space' },
  };

  it('leads Camille by the keyboard alone through five steps into her profile, and home, where a message waits', async () => {
    const { page, faults } = await openWindow(browser, french);
    const wrong: string[] = [];
    const keys = page.keyboard;
    /** Tabs to the control of this name, as somebody does who cannot point. */
    const reach = async (name: string) => {
      for (let count = 0; count < 60; count += 1) {
        await keys.press('Tab');
        const label = await page.evaluate(() => {
          const now = document.activeElement;
          const own = now instanceof HTMLInputElement ? now.labels?.[0]?.textContent : now?.textContent;
          return own?.trim() ?? '';
        });
        if (label.startsWith(name)) return;
      }
      throw new Error(`${name} cannot be reached by the keyboard`);
    };
    await signInBy(page, camille, inFrench);
    await heading(page, 'Votre taille');
    expect(await page.getByText('Étape 1 sur 5').count()).toBe(1);
    await look(page, 'height', wrong);
    await reach('Taille');
    await keys.type('17');
    await keys.press('Enter');
    await page.getByRole('alert').waitFor();
    await look(page, 'height-wrong', wrong);
    await reach('Taille');
    await keys.press('Control+A');
    await keys.type('1,72');
    await keys.press('Enter');
    await heading(page, 'Votre poids');
    await look(page, 'weight', wrong);
    await reach('Passer cette étape');
    await keys.press('Enter');
    await heading(page, 'Vos maladies et sujets de santé');
    await look(page, 'diseases', wrong);
    await reach('Rien à déclarer');
    await keys.press('Enter');
    await page.getByText('Vous avez indiqué n’avoir rien à déclarer ici.').waitFor();
    await reach('Continuer');
    await keys.press('Enter');
    await heading(page, 'Vos traitements');
    for (const name of ['Metformine', 'Paracétamol']) {
      await reach('Ajouter un traitement');
      await keys.press('Enter');
      await page.getByRole('dialog').waitFor();
      await reach('Nom du médicament');
      await keys.type(name);
      await keys.press('Enter');
      await page.getByRole('heading', { level: 3, name }).waitFor();
    }
    await look(page, 'treatments', wrong);
    await reach('Étape précédente');
    await keys.press('Enter');
    await heading(page, 'Vos maladies et sujets de santé');
    await page.getByText('Vous avez indiqué n’avoir rien à déclarer ici.').waitFor();
    await reach('Continuer');
    await keys.press('Enter');
    await heading(page, 'Vos traitements');
    await reach('Continuer');
    await keys.press('Enter');
    await heading(page, 'Vos allergies');
    await look(page, 'allergies', wrong);
    await reach('Passer cette étape');
    await keys.press('Enter');
    await heading(page, 'Votre profil est commencé');
    await look(page, 'done', wrong);
    await reach('Aller à l’accueil');
    await keys.press('Enter');
    await heading(page, /^Bonjour/);
    await page.getByText('Bienvenue dans votre espace de santé').waitFor();
    expect(await page.getByText('Complétez votre profil médical').count()).toBe(0);
    await look(page, 'home', wrong);
    await page.getByText('Bienvenue dans votre espace de santé').click();
    await page.getByText('il n’attend pas de réponse', { exact: false }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Répondre' }).count()).toBe(0);
    await look(page, 'welcome-message', wrong);
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
    const { call } = await signIn(passerelle.doors, camille);
    const { entries } = await call('GET /api/profile/treatments');
    expect(entries.map(({ entry }) => entry.name).sort()).toEqual(['Metformine', 'Paracétamol']);
    expect(await call('GET /api/profile/diseases')).toMatchObject({ nothing: true });
    const measures = (await call('GET /api/measures/latest')).entries;
    expect(measures).toMatchObject([{ entry: { kind: 'height', value: 1.72 } }]);
  }, 240_000);

  it('lets Karim put it off on a telephone, go on where he was, and have it suggested no more', async () => {
    const { page, faults } = await openWindow(browser, narrow);
    const wrong: string[] = [];
    await signInBy(page, karim, inEnglish);
    await heading(page, 'Your height');
    await look(page, 'narrow-height', wrong);
    await page.getByRole('button', { name: 'Skip this step' }).click();
    await heading(page, 'Your weight');
    await page.getByLabel(/^Weight/).fill('82.5');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await heading(page, 'Your diseases and health topics');
    await look(page, 'narrow-diseases', wrong);
    await page.getByRole('link', { name: 'Continue later' }).click();
    await page.getByRole('heading', { name: 'Complete your medical profile' }).waitFor();
    await page.getByText('3 steps are left.', { exact: false }).waitFor();
    await look(page, 'narrow-home', wrong);
    await page.getByRole('link', { name: 'Go on' }).click();
    await heading(page, 'Your diseases and health topics');
    await page.goto(`${passerelle.url}/welcome/2`);
    await page.getByText('Noted already: 82.5 kg', { exact: false }).waitFor();
    await page.goto(`${passerelle.url}/welcome/6`);
    await heading(page, /.+/);
    await look(page, 'narrow-missing', wrong);
    await page.goto(passerelle.url);
    await page.getByRole('button', { name: 'Do not suggest it again' }).click();
    await page.getByRole('heading', { name: 'Complete your medical profile' }).waitFor({ state: 'detached' });
    await page.reload();
    await page
      .getByText('Welcome to your health space')
      .or(page.getByText('Bienvenue dans votre espace'))
      .first()
      .waitFor();
    expect(await page.getByRole('heading', { name: 'Complete your medical profile' }).count()).toBe(0);
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});
