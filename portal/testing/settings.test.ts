import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitMail } from '../../demo/actors/mailbox.ts';
import { people } from '../../demo/people.ts';
import type { Passerelle } from '../../journeys/testing/passerelle.ts';
import { sharePasserelle } from '../../journeys/testing/shared.ts';
import { openBrowser } from './browser.ts';
import { openWindow, sessionOf, type SignedInState } from './patient.ts';
import { wrongWith } from './wrong-with.ts';

const camille = people[0];
const newAddress = 'camille.nouvelle@courriel.example';

/** Looks at a page for the eye too, where somebody wants to see it. */
const shown = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS_DIR'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

describe('Camille’s settings', () => {
  let passerelle: Passerelle;
  let browser: Browser;
  let state: SignedInState;

  beforeAll(async () => {
    passerelle = await sharePasserelle({ demo: true });
    browser = await openBrowser();
    state = await sessionOf(browser, passerelle.doors, camille);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
  });

  it.each([
    { language: 'fr', scheme: 'light', width: 1280 },
    { language: 'en', scheme: 'dark', width: 320 },
    { language: 'fr', scheme: 'light', width: 320 },
  ] as const)(
    'F5: every page is for everybody, errors and all ($language, $width)',
    async (look) => {
      const { page, faults } = await openWindow(browser, look, { storageState: state });
      const wrong: string[] = [];
      const paths = ['', '/identifier', '/password', '/email', '/activity', '/export', '/close'];
      for (const path of paths) {
        await page.goto(`${passerelle.url}/settings${path}`);
        await page.locator('main h2, main button[type=submit]').first().waitFor();
        wrong.push(...(await wrongWith(page)));
        const submit = page.locator('button[type=submit]');
        if (await submit.count()) {
          await submit.click();
          await page.locator('[role=alert]').first().waitFor();
          wrong.push(...(await wrongWith(page)));
        }
        await shown(page, `settings${path.replace('/', '-')}-${look.language}-${look.width}`);
      }
      await page.goto(`${passerelle.url}/closed`);
      wrong.push(...(await wrongWith(page)));
      expect([wrong, faults]).toEqual([[], []]);
      await page.context().close();
    },
    180_000,
  );

  it('F5: changes her e-mail address by the keyboard alone; the one before is told', async () => {
    const { page } = await openWindow(
      browser,
      { language: 'fr', scheme: 'light', width: 320 },
      { storageState: state },
    );
    await page.goto(`${passerelle.url}/settings/email`);
    await page.getByLabel('Nouvelle adresse e-mail').focus();
    await page.keyboard.type(newAddress);
    await page.keyboard.press('Enter');
    await page.getByLabel('Code reçu').waitFor();
    const code = await awaitMail(passerelle.doors, newAddress, ({ text }) => /\b(\d{6})\b/.exec(text)?.[1]);
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.getByText('c•••@c•••.example').waitFor();
    await awaitMail(
      passerelle.doors,
      camille.email,
      ({ subject }) => /adresse e-mail a changé/.test(subject) || undefined,
    );
    await page.context().close();
  }, 60_000);

  it('F5: takes a copy of her space along, closes it by her identifier, and is out of every window', async () => {
    const { page } = await openWindow(
      browser,
      { language: 'fr', scheme: 'light', width: 1280 },
      { storageState: state },
    );
    const other = await openWindow(browser, { language: 'fr', scheme: 'light', width: 1280 }, { storageState: state });
    await page.goto(`${passerelle.url}/settings/export`);
    await page.getByRole('button', { name: 'Préparer une copie' }).click();
    const fetchIt = page.getByRole('button', { name: 'Télécharger' });
    await fetchIt.waitFor({ timeout: 60_000 });
    const wrong = await wrongWith(page);
    await shown(page, 'settings-export-ready-1280');
    const [download] = await Promise.all([page.waitForEvent('download'), fetchIt.click()]);
    expect(download.suggestedFilename()).toMatch(/^passerelle-\d{4}-\d\d-\d\d\.zip$/);
    await page.goto(`${passerelle.url}/settings/close`);
    await page.getByLabel('Pour confirmer, écrivez votre identifiant').fill('not.her.identifier');
    await page.keyboard.press('Enter');
    await page.getByText('Écrivez votre identifiant exactement.').first().waitFor();
    await page.getByLabel('Pour confirmer, écrivez votre identifiant').fill(camille.identifier);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Votre espace est fermé' }).waitFor();
    const [certificate] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Télécharger l’attestation' }).click(),
    ]);
    expect(certificate.suggestedFilename()).toBe('attestation.pdf');
    wrong.push(...(await wrongWith(page)));
    await shown(page, 'closed-1280');
    await other.page.goto(`${passerelle.url}/documents`);
    await other.page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor();
    await awaitMail(
      passerelle.doors,
      newAddress,
      ({ subject }) => /espace de santé est fermé/.test(subject) || undefined,
    );
    expect(wrong).toEqual([]);
    await Promise.all([page.context().close(), other.page.context().close()]);
  }, 120_000);
});
