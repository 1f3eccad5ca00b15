import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSoftware } from '../../demo/actors/professional.ts';
import { people, professionals } from '../../demo/people.ts';
import type { Passerelle } from '../../journeys/testing/passerelle.ts';
import { sharePasserelle } from '../../journeys/testing/shared.ts';
import { awaitMail } from '../../demo/actors/mailbox.ts';
import { signIn } from '../../demo/actors/patient.ts';
import { openBrowser } from './browser.ts';
import { openWindow, sessionOf, type SignedInState } from './patient.ts';

const [camille] = people;
const french = { language: 'fr', scheme: 'light', width: 1280 } as const;

describe('Camille at her portal', () => {
  let passerelle: Passerelle;
  let browser: Browser;
  let session: SignedInState;
  let page: Page;

  const visit = (path: string) => page.goto(passerelle.url + path);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const told = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const closed = () => page.getByRole('dialog').waitFor({ state: 'detached' });

  beforeAll(async () => {
    passerelle = await sharePasserelle({ demo: true });
    browser = await openBrowser();
    session = await sessionOf(browser, passerelle.doors, camille);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
  });
  beforeEach(async () => {
    await page?.context().close();
    page = (await openWindow(browser, french, { storageState: session })).page;
  });

  it('signs in with nothing but the keyboard (B1)', async () => {
    const { page: door } = await openWindow(browser, french);
    const keys = door.keyboard;
    await door.goto(`${passerelle.url}/sign-in?back=/documents`);
    await door.getByLabel('Identifiant').focus();
    await keys.type(camille.identifier);
    await keys.press('Tab');
    await keys.type(camille.password);
    await keys.press('Enter');
    await door.getByRole('heading', { name: 'Recevoir un code' }).waitFor();
    expect(await door.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    const before = Date.now() - 1_000;
    await keys.press('Tab');
    expect(await door.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio');
    await keys.press('Tab');
    await keys.press('Enter');
    const code = await awaitMail(passerelle.doors, camille.email, ({ at, text }) =>
      Date.parse(at) >= before ? /\b(\d{6})\b/.exec(text)?.[1] : undefined,
    );
    await door.getByRole('heading', { name: 'Saisir le code' }).waitFor();
    await keys.press('Tab');
    await keys.type(code);
    await keys.press('Enter');
    await door.getByRole('heading', { level: 1, name: 'Documents' }).waitFor();
    await door.context().close();
  });

  it('is led to what she left out: a summary, and the error beside each field', async () => {
    await visit('/documents/add');
    await button('Déposer le document').click();
    await told('5 points sont à corriger');
    expect(await page.evaluate(() => document.activeElement?.querySelectorAll('a').length)).toBe(5);
    await page.getByRole('link', { name: 'Choisissez une catégorie.' }).click();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
  });

  it('deposits, hides, changes and deletes a document (E1, E4, E6)', async () => {
    await visit('/documents/add');
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'Notes_du_jour.txt', mimeType: 'text/plain' },
      buffer: Buffer.from('Questions pour la consultation'),
    });
    expect(await page.getByLabel('Nom du document').inputValue()).toBe('Notes du jour');
    await page.getByLabel('Date du document').fill('2026-01-05');
    await page.getByLabel('Catégorie').selectOption({ label: 'Autres documents' });
    await page.getByText('Visible des soignants').click();
    await button('Déposer le document').click();
    await told(/a été ajouté à vos documents/);
    await page.getByLabel('Chercher par nom').fill('Notes du jour');
    await told('1 document');
    await button(/^Masquer.*Notes du jour/).click();
    await told(/est masqué aux soignants/);
    await page.getByRole('link', { name: 'Notes du jour' }).click();
    await told('Questions pour la consultation');
    await button('Modifier').click();
    await page.getByLabel('Nom du document').fill('Notes du soir');
    await button('Enregistrer').click();
    await page.getByRole('heading', { level: 1, name: 'Notes du soir' }).waitFor();
    await button('Supprimer').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Supprimer' }).click();
    await told(/a été supprimé/);
    await page.waitForURL('**/documents');
  });

  it('hears why a file is not what its name says, and keeps what she typed (E1)', async () => {
    await visit('/documents/add');
    const buffer = Buffer.from('ceci n’est pas un PDF');
    await page.locator('input[type=file]').setInputFiles({ name: 'Faux.pdf', mimeType: 'application/pdf', buffer });
    await page.getByLabel('Date du document').fill('2026-01-05');
    await page.getByLabel('Catégorie').selectOption({ label: 'Autres documents' });
    await page.getByText('Visible des soignants').click();
    await button('Déposer le document').click();
    await told(/n’est pas ce que son nom annonce/);
    expect(await page.getByLabel('Nom du document').inputValue()).toBe('Faux');
  });

  it('is told the range of a measure that nobody can have, then sees hers in the table (D9)', async () => {
    await visit('/measures/weight');
    await button('Ajouter une mesure').click();
    const value = page.getByRole('dialog').getByLabel(/^Valeur/);
    await value.fill('7000');
    await button(/^Ajouter$/).click();
    await told(/entre 0,2 et 650 kg/);
    expect(await value.inputValue()).toBe('7000');
    await value.fill('61,5');
    await button(/^Ajouter$/).click();
    await page.getByRole('cell', { name: '61,5' }).first().waitFor();
    await page.getByRole('img', { name: /^Courbe/ }).waitFor();
  });

  it('adds an allergy, and who wrote it is said (D5)', async () => {
    await visit('/profile');
    await button('Ajouter une allergie').click();
    await page.getByLabel('À quoi êtes-vous allergique').fill('Arachide');
    await button(/^Ajouter$/).click();
    const entry = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Arachide' }) });
    await entry.getByText(/Écrit par vous/).waitFor();
  });

  it('says that a disease goes on after all, and until when a treatment is prescribed (D1, D2)', async () => {
    const { call } = await signIn(passerelle.doors, camille);
    await visit('/profile');
    await button('Modifier « Fracture du poignet gauche »').click();
    await page.getByRole('group', { name: /^Fin/ }).waitFor();
    await page.getByRole('dialog').locator('label').filter({ hasText: 'En cours' }).click();
    await page.getByRole('group', { name: /^Fin/ }).waitFor({ state: 'detached' });
    await button('Enregistrer').click();
    await closed();
    const said = page.getByRole('status').getByText('Enregistré.');
    const first = await said.elementHandle();
    await button('Modifier « Ibuprofène 400 mg »').click();
    await page.getByRole('group', { name: /^Fin/ }).getByLabel('Année').fill('2018');
    await button('Enregistrer').click();
    await page.getByRole('group', { name: /^Fin/ }).getByLabel('Année').fill('2035');
    await button('Enregistrer').click();
    await closed();
    await said.waitFor();
    // The same words anew: a screen reader speaks of what is new in the page.
    expect(await first?.evaluate((shown) => shown.isConnected)).toBe(false);
    const { entries: diseases } = await call('GET /api/profile/diseases');
    const fracture = diseases.find(({ entry }) => entry.name.startsWith('Fracture'));
    expect(fracture?.entry).toEqual({ name: 'Fracture du poignet gauche', start: '2016-08', ongoing: true });
    const { entries: treatments } = await call('GET /api/profile/treatments');
    const dosage = '1 comprimé au début de la crise, 3 par jour au plus';
    expect(treatments.find(({ entry }) => entry.name.startsWith('Ibuprofène'))?.entry).toEqual({
      ...{ name: 'Ibuprofène 400 mg', ongoing: true, start: '2019', end: '2035', dosage },
    });
  });

  it('loses nothing when somebody else changed the same line: she sees both and chooses', async () => {
    const { call } = await signIn(passerelle.doors, camille);
    await call('POST /api/profile/allergies', { body: { allergen: 'Latex' } });
    await visit('/profile');
    await button('Modifier « Latex »').click();
    await page.getByLabel('Commentaire').fill('Gants de dentiste');
    const { entries } = await call('GET /api/profile/allergies');
    const kept = entries.find(({ entry }) => entry.allergen === 'Latex');
    await call('PUT /api/profile/allergies/:id', {
      ...{ params: { id: kept?.id ?? '' }, version: kept?.version ?? '' },
      body: { allergen: 'Latex', comment: 'Ballons' },
    });
    await button('Enregistrer').click();
    const meeting = page.getByRole('alertdialog', { name: 'Modifié entre-temps' });
    await meeting.getByText('Gants de dentiste').waitFor();
    await meeting.getByText('Ballons').waitFor();
    await meeting.getByRole('button', { name: 'Enregistrer ma version' }).click();
    await told('Enregistré.');
    const after = (await call('GET /api/profile/allergies')).entries.find(({ id }) => id === kept?.id);
    expect(after?.entry.comment).toBe('Gants de dentiste');
  });

  it('is told that her session ended, signs in again, and finds her page and what she had typed', async () => {
    const own = (
      await openWindow(browser, french, { storageState: await sessionOf(browser, passerelle.doors, camille) })
    ).page;
    await own.goto(`${passerelle.url}/profile`);
    await own.getByRole('button', { name: 'Ajouter un traitement' }).click();
    await own.getByLabel('Nom du médicament').fill('Paracétamol');
    await own.context().clearCookies({ name: 'passerelle' });
    await own.getByRole('button', { name: /^Ajouter$/ }).click();
    await own.getByText('Votre session s’est fermée').waitFor();
    expect(new URL(own.url()).searchParams.get('back')).toBe('/profile');
    await own.getByLabel('Identifiant').fill(camille.identifier);
    await own.getByLabel('Mot de passe', { exact: true }).fill(camille.password);
    await own.getByRole('button', { name: 'Continuer' }).click();
    const before = Date.now() - 1_000;
    await own.getByRole('button', { name: 'Envoyer le code' }).click();
    const code = await awaitMail(passerelle.doors, camille.email, ({ at, text }) =>
      Date.parse(at) >= before ? /\b(\d{6})\b/.exec(text)?.[1] : undefined,
    );
    await own.getByLabel('Code à six chiffres').fill(code);
    await own.getByRole('button', { name: 'Ouvrir mon espace' }).click();
    await own.getByRole('heading', { level: 1, name: 'Profil médical' }).waitFor();
    await own.getByRole('button', { name: 'Ajouter un traitement' }).click();
    expect(await own.getByLabel('Nom du médicament').inputValue()).toBe('Paracétamol');
    await own.context().close();
  });

  it('can try again when the network is back', async () => {
    await visit('/profile');
    await page.getByRole('heading', { name: 'Traitements' }).waitFor();
    await page.route('**/api/documents?*', (route) => route.abort());
    await page.getByRole('link', { name: 'Documents', exact: true }).click();
    await told('Le service ne répond pas');
    await page.unroute('**/api/documents?*');
    await button('Réessayer').click();
    await told(/\d documents/);
  });

  it('authorises, blocks and frees a professional, and says who may read in an emergency (F2, F3)', async () => {
    const nurse = await openSoftware(passerelle.doors, professionals[2].rpps);
    await nurse.find(camille.ins);
    await visit('/access');
    await page.getByLabel('Nom ou numéro RPPS').fill('Roche');
    await button(/^Autoriser.*Roche/).click();
    await told(/Roche est autorisé/);
    await button(/^Bloquer.*Roche/).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Bloquer' }).click();
    await told(/Roche est bloqué/);
    await button(/^Débloquer.*Roche/).click();
    await told(/n’est plus ni autorisé ni bloqué/);
    const samu = page.getByRole('switch', { name: /SAMU/ });
    const was = await samu.isChecked();
    await page.getByText('Le SAMU peut lire mon dossier').click();
    await told('Enregistré.');
    await page.reload();
    await samu.waitFor();
    expect(await samu.isChecked()).toBe(!was);
  });

  it('answers the hospital with a document, and sees where her answer is (G3, G6, X4)', async () => {
    await visit('/messages');
    await page.locator('.document-words a').first().click();
    await page.getByLabel('Message', { exact: true }).fill('Merci, voici mon ordonnance.');
    await button('Joindre des documents').click();
    await page.getByRole('dialog').getByText('Ordonnance lunettes').click();
    await button(/^Joindre$/).click();
    await button('Envoyer').click();
    await told('Merci, voici mon ordonnance.');
    await told(/En attente d’envoi|Remis au serveur|Distribué/);
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('');
  });

  it('copies her address with one click (G1)', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await visit('/messages');
    await button('Copier l’adresse').click();
    await told('Adresse copiée.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${camille.ins}@${passerelle.mailDomain}`);
  });

  it('reads English when she asked for it, the next time too (X24)', async () => {
    const context = await browser.newContext({ storageState: session });
    const own = await context.newPage();
    await own.goto(passerelle.url);
    await own.getByRole('button', { name: 'English' }).click();
    await own.getByRole('heading', { level: 1, name: /^Hello/ }).waitFor();
    expect(await own.getAttribute('html', 'lang')).toBe('en');
    await own.reload();
    await own.getByRole('heading', { level: 1, name: /^Hello/ }).waitFor();
    await context.close();
  });

  it('leaves nothing of her health on the machine, and is out when she logs out', async () => {
    const own = (
      await openWindow(browser, french, { storageState: await sessionOf(browser, passerelle.doors, camille) })
    ).page;
    await own.goto(`${passerelle.url}/profile`);
    await own.getByRole('heading', { name: 'Allergies' }).waitFor();
    const kept = await own.evaluate(async () => ({
      storage: Object.keys({ ...localStorage, ...sessionStorage }),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    expect(kept).toEqual({ storage: ['passerelle.language'], caches: [], workers: 0 });
    await own.getByRole('button', { name: /^Mon compte/ }).click();
    await own.getByRole('button', { name: 'Se déconnecter' }).click();
    await own.getByText('Vous êtes déconnecté').waitFor();
    await own.goto(`${passerelle.url}/documents`);
    await own.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor();
    await own.context().close();
  });
});
