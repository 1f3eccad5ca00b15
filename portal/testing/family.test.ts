import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin, importCsv } from '../../demo/actors/operator.ts';
import { openSpace } from '../../demo/actors/patient.ts';
import { insuredCsv, people } from '../../demo/people.ts';
import type { Passerelle } from '../../journeys/testing/passerelle.ts';
import { sharePasserelle } from '../../journeys/testing/shared.ts';
import { openBrowser } from './browser.ts';
import { openWindow, sessionOf, type SignedInState } from './patient.ts';
import { wrongWith } from './wrong-with.ts';

const camille = people[0];
const sophie = people[4] as typeof camille;
const french = { language: 'fr', scheme: 'light', width: 1280 } as const;
const narrow = { language: 'en', scheme: 'dark', width: 320 } as const;

describe('Sophie, her two children, and Camille whom she invites', () => {
  let passerelle: Passerelle;
  let browser: Browser;
  const state = new Map<string, SignedInState>();

  beforeAll(async () => {
    passerelle = await sharePasserelle();
    browser = await openBrowser();
    const { doors } = passerelle;
    await importCsv(doors, 'insured', insuredCsv(people));
    await admin(doors, 'codes', 'send', camille.ins, sophie.ins);
    for (const person of [camille, sophie]) {
      await openSpace(doors, person);
      state.set(person.ins, await sessionOf(browser, doors, person));
    }
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
  });

  const windowOf = (person: typeof camille, look: Parameters<typeof openWindow>[1] = french) => {
    const storageState = state.get(person.ins);
    return openWindow(browser, look, storageState ? { storageState } : {});
  };
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  /** Looks at the page as it stands, and at phone width. `SHOTS` names a folder for pictures of it. */
  const look = async (page: Page, name: string): Promise<string[]> => {
    const wrong = await wrongWith(page);
    const folder = process.env['SHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/family-${name}.png`, fullPage: true });
    const size = page.viewportSize() ?? { width: french.width, height: 800 };
    await page.setViewportSize({ width: narrow.width, height: size.height });
    wrong.push(...(await wrongWith(page)));
    if (folder) await page.screenshot({ path: `${folder}/family-${name}-phone.png`, fullPage: true });
    await page.setViewportSize(size);
    return wrong;
  };
  const go = async (page: Page, path: string, title: string | RegExp) => {
    await page.goto(passerelle.url + path);
    await heading(page, title);
  };
  const child = async (page: Page, name: string): Promise<string> => {
    await go(page, '/family', 'Famille');
    const href = await page.getByRole('link', { name: `Entrer dans l’espace de ${name}` }).getAttribute('href');
    return href ?? '';
  };

  it('activates both at once, by the keyboard alone, after the declaration (C1)', async () => {
    const { page, faults } = await windowOf(sophie);
    const wrong: string[] = [];
    await go(page, '/family', 'Famille');
    wrong.push(...(await look(page, 'to-activate')));
    const activate = page.getByRole('button', { name: 'Activer', exact: true });
    await activate.focus();
    await page.keyboard.press('Enter');
    await page.getByText('3 points sont à corriger').waitFor();
    wrong.push(...(await look(page, 'errors')));
    for (const name of ['Léo PETIT', 'Zoé PETIT', /^Je certifie/, /^J’accepte/]) {
      await page.getByRole('checkbox', { name }).focus();
      await page.keyboard.press('Space');
    }
    await activate.focus();
    await page.keyboard.press('Enter');
    await page
      .getByText('Espaces activés : Léo, Zoé.')
      .or(page.getByText(/Espaces activés.*Zoé/))
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Entrer dans l’espace de Zoé' }).waitFor();
    wrong.push(...(await look(page, 'active')));
    const small = await windowOf(sophie, narrow);
    await go(small.page, '/family', 'Family');
    wrong.push(...(await look(small.page, 'active-narrow')));
    expect([wrong, faults, small.faults]).toEqual([[], [], []]);
  }, 120_000);

  it('is told on every page whose space she is in, and switches in the banner by the keyboard (C2)', async () => {
    const { page, faults } = await windowOf(sophie);
    const wrong: string[] = [];
    await go(page, '/', /^Bonjour|^Votre taille/);
    await page.getByText('Vous êtes dans votre espace').waitFor();
    await page.getByRole('button', { name: 'Changer d’espace' }).focus();
    await page.keyboard.press('Enter');
    wrong.push(...(await look(page, 'switch')));
    await page.getByRole('link', { name: 'Léo PETIT' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Vous êtes dans l’espace de Léo').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/p\/[^/]+/);
    const leo = await child(page, 'Léo');
    await go(page, `${leo}/documents`, 'Documents');
    expect(await page.title()).toContain('Léo');
    await page
      .getByRole('navigation', { name: 'Navigation principale' })
      .first()
      .getByRole('link', { name: 'Profil médical' })
      .click();
    await heading(page, 'Profil médical');
    expect(new URL(page.url()).pathname).toBe(`${leo}/profile`);
    wrong.push(...(await look(page, 'profile')));
    const small = await windowOf(sophie, narrow);
    await go(small.page, `${leo}/profile`, /profile/i);
    wrong.push(...(await look(small.page, 'profile-narrow')));
    expect([wrong, faults, small.faults]).toEqual([[], [], []]);
  }, 120_000);

  it('writes into each child’s record from two windows, and what she began for one shows in no other', async () => {
    const [first, second] = [(await windowOf(sophie)).page, (await windowOf(sophie)).page];
    const [leo, zoe] = [await child(first, 'Léo'), await child(first, 'Zoé')];
    await go(first, `${leo}/profile`, 'Profil médical');
    await go(second, `${zoe}/profile`, 'Profil médical');
    for (const [page, allergen] of [
      [first, 'Arachide'],
      [second, 'Pollen'],
    ] as const) {
      await page.getByRole('button', { name: 'Ajouter une allergie' }).click();
      await page.getByLabel(/Allergie à quoi/).fill(allergen);
      await page.getByRole('button', { name: /^Ajouter$/ }).click();
      await page.getByText('Enregistré.').waitFor();
      await page.getByText(/Écrit par Sophie PETIT, représentant légal/).waitFor();
    }
    await first.reload();
    await first.getByText('Arachide').waitFor();
    expect(await first.getByText('Pollen').count()).toBe(0);
    await go(first, `${zoe}/profile`, 'Profil médical');
    await first.getByText('Pollen').waitFor();
    expect(await first.getByText('Arachide').count()).toBe(0);
    await go(first, '/profile', 'Profil médical');
    await first.waitForLoadState('networkidle');
    expect(await first.getByText(/Arachide|Pollen/).count()).toBe(0);
  }, 120_000);

  it('files a document for Léo, and downloads it again from his space', async () => {
    const { page } = await windowOf(sophie);
    const leo = await child(page, 'Léo');
    await go(page, `${leo}/documents/add`, /document/i);
    const file = { name: 'certificat.txt', mimeType: 'text/plain', buffer: Buffer.from('Apte au judo') };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByLabel('Nom du document').fill('Certificat de judo');
    await page.locator('#document-date').fill('2026-03-01');
    await page.locator('#document-category').selectOption({ index: 7 });
    await page.getByText('Visible', { exact: false }).first().click();
    await page.getByRole('button', { name: 'Déposer le document' }).click();
    await page.getByRole('link', { name: 'Certificat de judo' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Télécharger' }).click();
    expect(await readFile(await (await saved).path(), 'utf8')).toBe('Apte au judo');
  }, 120_000);

  it('invites Camille, who accepts, is in Léo’s space and not in Zoé’s, and leaves it (C3)', async () => {
    const { page, faults } = await windowOf(sophie);
    const guest = (await windowOf(camille)).page;
    const wrong: string[] = [];
    const [leo, zoe] = [await child(page, 'Léo'), await child(page, 'Zoé')];
    await page.getByRole('link', { name: 'Représentants légaux de Léo' }).click();
    await heading(page, 'Représentants légaux de Léo');
    const send = page.getByRole('button', { name: 'Envoyer l’invitation' });
    await send.click();
    await page.getByText('5 points sont à corriger').waitFor();
    wrong.push(...(await look(page, 'invite-errors')));
    await page.getByLabel('Nom', { exact: true }).fill('Moreau');
    await page.getByLabel('Prénom', { exact: true }).fill('camille');
    await page.getByLabel('Date de naissance').fill(camille.birthDate);
    await page.locator('#invite-nir').fill(camille.ins);
    await page.getByRole('checkbox', { name: /^Je certifie/ }).focus();
    await page.keyboard.press('Space');
    await send.click();
    await page.getByText(/Une invitation attend une réponse/).waitFor();
    wrong.push(...(await look(page, 'waiting')));
    await go(guest, '/family', 'Famille');
    await guest.getByText('Sophie PETIT vous invite à représenter Léo.').waitFor();
    wrong.push(...(await look(guest, 'invited')));
    await guest.getByRole('checkbox', { name: /^Je certifie/ }).focus();
    await guest.keyboard.press('Space');
    await guest.getByRole('button', { name: 'Accepter' }).click();
    await guest.getByRole('link', { name: 'Entrer dans l’espace de Léo' }).click();
    await guest.getByText('Vous êtes dans l’espace de Léo').waitFor();
    await go(guest, `${zoe}/documents`, 'Cet espace ne vous est pas ouvert');
    wrong.push(...(await look(guest, 'shut')));
    await go(guest, leo.replace('/p/', '/family/'), /Représentants légaux de Léo/);
    wrong.push(...(await look(guest, 'two')));
    await guest.getByRole('button', { name: 'Ne plus représenter cet enfant' }).click();
    await guest.getByRole('alertdialog').getByRole('button', { name: 'Ne plus représenter cet enfant' }).click();
    await heading(guest, 'Famille');
    await go(guest, `${leo}/documents`, 'Cet espace ne vous est pas ouvert');
    expect([wrong, faults]).toEqual([[], []]);
  }, 120_000);
});
