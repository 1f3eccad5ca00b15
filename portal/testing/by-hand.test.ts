import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { people, professionals } from '../../demo/people.ts';
import type { Passerelle } from '../../journeys/testing/passerelle.ts';
import { sharePasserelle } from '../../journeys/testing/shared.ts';
import { openBrowser } from './browser.ts';
import { openWindow, sessionOf, type SignedInState } from './patient.ts';
import { wrongWith } from './wrong-with.ts';

const [camille] = people;
const [helene] = professionals;
const french = { language: 'fr', scheme: 'light', width: 1280 } as const;
const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n' +
  '0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n';

describe('the portal, by hand', () => {
  let folder: string;
  let passerelle: Passerelle;
  let browser: Browser;
  let session: SignedInState;
  let page: Page;
  let faults: string[];

  const visit = (address: string) => page.goto(passerelle.url + address);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const told = (text: string | RegExp) => page.getByText(text).first().waitFor();

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'passerelle-files-'));
    passerelle = await sharePasserelle({ demo: true });
    browser = await openBrowser();
    session = await sessionOf(browser, passerelle.doors, camille);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await page?.context().close();
    ({ page, faults } = await openWindow(browser, french, { storageState: session }));
  });

  const signInLink = () => page.getByRole('link', { name: 'Se connecter comme professionnel' });

  /** Goes on by the Tab key until the focus is there. */
  const tabTo = async (what: string, test: (focused: Element) => boolean): Promise<void> => {
    for (let count = 0; count < 60; count += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluateHandle(() => document.activeElement ?? document.body);
      if (await focused.evaluate(test)) return;
    }
    throw new Error(`the Tab key does not lead to ${what}`);
  };

  it('lets Hélène sign in at her identity provider, see who she is, and sign out for good', async () => {
    await visit('/pro');
    await signInLink().click();
    await page.waitForURL(`${passerelle.issuer}/**`);
    await page.getByLabel('Professionnel').selectOption(helene.rpps);
    await page.getByLabel('Mot de passe').fill('pas le bon');
    await button('Se connecter').click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Mot de passe').fill(helene.password);
    await button('Se connecter').click();
    await page.waitForURL(`${passerelle.url}/pro`);
    await told(helene.rpps);
    await told(new RegExp(helene.familyName, 'i'));
    await told(/Médecin/);
    expect(await wrongWith(page)).toEqual([]);
    await button('Se déconnecter').last().click();
    await signInLink().waitFor();
    await page.reload();
    await signInLink().waitFor();
    expect(await page.getByText(helene.rpps).count()).toBe(0);
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
  });

  it('takes a file that Camille drags from her desktop and drops on the page (E1)', async () => {
    const file = path.join(folder, 'Compte_rendu.txt');
    await writeFile(file, 'Compte rendu de la visite');
    await visit('/documents/add');
    const place = await page.locator('.drop').boundingBox();
    if (!place) throw new Error('there is no place to drop a file');
    const [x, y] = [place.x + place.width / 2, place.y + 20];
    const desktop = await page.context().newCDPSession(page);
    const data = { items: [], files: [file], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await desktop.send('Input.dispatchDragEvent', { type, x, y, data });
    await told('Compte_rendu.txt');
    expect(await page.getByLabel('Nom du document').inputValue()).toBe('Compte rendu');
    await page.getByLabel('Date du document').fill('2026-01-05');
    await page.getByLabel('Catégorie').selectOption({ label: 'Comptes rendus' });
    await page.getByText('Masqué aux soignants').click();
    await button('Déposer le document').click();
    await told(/a été ajouté à vos documents/);
    expect(faults).toEqual([]);
  });

  it('takes a PDF that Camille deposits by the keyboard alone, and shows it where nothing of it can run (E1, E6)', async () => {
    const file = path.join(folder, 'Certificat.pdf');
    await writeFile(file, pdf);
    const { keyboard } = page;
    await visit('/documents/add');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const chooser = page.waitForEvent('filechooser');
    await tabTo(
      'the picker',
      (focused) => focused.textContent === 'Choisir un fichier' && focused.tagName === 'BUTTON',
    );
    await keyboard.press('Enter');
    await (await chooser).setFiles(file);
    await told('Certificat.pdf');
    await tabTo('the date', (focused) => focused.getAttribute('type') === 'date');
    await keyboard.type('01052026');
    await tabTo('the category', (focused) => focused.tagName === 'SELECT');
    await keyboard.type('Certificats');
    await tabTo('who can see it', (focused) => focused.getAttribute('type') === 'radio');
    await keyboard.press('Space');
    await tabTo('the deposit', (focused) => focused.getAttribute('type') === 'submit');
    await keyboard.press('Enter');
    await told(/a été ajouté à vos documents/);
    await page.getByRole('link', { name: 'Certificat', exact: true }).click();
    await told('Ce document est un PDF.');
    const answer = page
      .context()
      .waitForEvent('response', (heard) => /\/api\/documents\/[^/]+\/view$/.test(heard.url()));
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Ouvrir dans un nouvel onglet' }).click();
    const headers = await (await answer).allHeaders();
    expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' });
    expect(await (await opened).evaluate(() => window.opener === null)).toBe(true);
    const bytes = await (await page.request.get((await answer).url())).body();
    expect(bytes.toString()).toBe(pdf);
    expect(faults).toEqual([]);
  });

  it('warns Camille before her session stops, lets her stay, and tells her when it has stopped (B5)', async () => {
    await page.clock.install();
    await visit('/profile');
    await page.getByRole('heading', { name: 'Allergies' }).waitFor();
    // What is asked after the clock has gone on is a sign of life.
    await page.waitForLoadState('networkidle');
    const warning = page.getByRole('alertdialog', { name: 'Toujours là ?' });
    await page.clock.fastForward('28:00');
    expect(await warning.count()).toBe(0);
    await page.clock.fastForward('01:20');
    await warning.waitFor();
    expect(await wrongWith(page)).toEqual([]);
    const stayed = page.waitForResponse('**/api/session');
    await page.getByRole('button', { name: 'Rester connecté' }).click();
    expect((await stayed).status()).toBe(200);
    await warning.waitFor({ state: 'detached' });
    await page.clock.fastForward('31:00');
    await told('Votre session s’est fermée');
  });
});
