import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitMail } from '../../demo/actors/mailbox.ts';
import { people } from '../../demo/people.ts';
import type { Passerelle } from '../../journeys/testing/passerelle.ts';
import { sharePasserelle } from '../../journeys/testing/shared.ts';
import { openBrowser } from './browser.ts';
import { openWindow, sessionOf, type SignedInState } from './patient.ts';
import { wrongWith } from './wrong-with.ts';

const sophie = people[4] as (typeof people)[0];
const marc = people[5] as typeof sophie;
const wide = { language: 'fr', scheme: 'light', width: 1280 } as const;
const narrow = { language: 'en', scheme: 'dark', width: 320 } as const;
const nobodys = /Mot de passe|Identifiant|Adresse e-mail|Password|Identifier|E-mail address/;

describe('Sophie in the space of Léo', () => {
  let passerelle: Passerelle;
  let browser: Browser;
  /** `/p/<id>` */
  let leo: string;
  const state = new Map<string, SignedInState>();

  beforeAll(async () => {
    passerelle = await sharePasserelle({ demo: true });
    browser = await openBrowser();
    for (const person of [marc, sophie]) state.set(person.ins, await sessionOf(browser, passerelle.doors, person));
    const { page } = await windowOf(sophie);
    await go(page, '/family', 'Famille');
    leo =
      (await page.getByRole('link', { name: 'Entrer dans l’espace de Léo' }).getAttribute('href')) ??
      'Léo has no space that Sophie can enter';
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
  });

  const windowOf = (person: typeof sophie, look: Parameters<typeof openWindow>[1] = wide) => {
    const storageState = state.get(person.ins);
    return openWindow(browser, look, storageState ? { storageState } : {});
  };
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const go = async (page: Page, path: string, title: string | RegExp) => {
    await page.goto(passerelle.url + path);
    await heading(page, title);
  };
  const pathOf = (page: Page): string => new URL(page.url()).pathname;
  /** Looks at the page as it stands. `SHOTS` names a folder for pictures of it. */
  const look = async (page: Page, name: string): Promise<string[]> => {
    const wrong = await wrongWith(page);
    const folder = process.env['SHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/child-${name}.png`, fullPage: true });
    return wrong;
  };
  const press = async (page: Page, role: 'button' | 'link' | 'switch', name: string | RegExp, key = 'Enter') => {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press(key);
  };
  it.each([wide, narrow])(
    'C2, F5: every page of its settings and of its questionnaire is for everybody, and speaks of the child ($language)',
    async (seen) => {
      const { page, faults } = await windowOf(sophie, seen);
      const wrong: string[] = [];
      const titles = {
        fr: [
          'Réglages de',
          'Copie de',
          'Fermer',
          'Taille',
          'Poids',
          'Maladies',
          'Traitements',
          'Allergies',
          'Le profil',
        ],
        en: [
          'Settings of',
          'Copy of',
          'Close',
          'Height',
          'Weight',
          'Diseases',
          'Treatments',
          'Allergies',
          'The profile',
        ],
      }[seen.language];
      const steps = ['1', '2', '3', '4', '5', 'done'].map((step) => `/welcome/${step}`);
      for (const [index, path] of ['/settings', '/settings/export', '/settings/close', ...steps].entries()) {
        await go(page, leo + path, new RegExp(`^${titles[index]}.*Léo`));
        await page.waitForLoadState('networkidle');
        const words = await page.locator('main').innerText();
        expect(words).not.toMatch(/[Vv]otre (taille|poids)|[Yy]our (height|weight)|mon espace|my space/);
        wrong.push(...(await look(page, `${path.slice(1).replace('/', '-')}-${seen.width}`)));
      }
      await go(page, `${leo}/settings/close`, /Léo/);
      await page.locator('main button[type=submit]').click();
      await page.locator('[role=alert]').first().waitFor();
      wrong.push(...(await look(page, `close-error-${seen.width}`)));
      expect([wrong, faults]).toEqual([[], []]);
      await page.context().close();
    },
    240_000,
  );

  it.each([wide, narrow])(
    'C2: the pages of what is kept for Léo, and of who may read it, name him and speak of nobody’s own ($language)',
    async (seen) => {
      const { page, faults } = await windowOf(sophie, seen);
      const wrong: string[] = [];
      for (const path of [
        '',
        '/vaccinations',
        '/measures',
        '/documents',
        '/documents/add',
        '/messages',
        '/access',
        '/access/log',
      ]) {
        await go(page, leo + path, /./);
        await page.waitForLoadState('networkidle');
        // The name of a category of documents, for everybody.
        const words = (await page.locator('main').innerText()).replaceAll('My health in short', '');
        expect(words).toContain('Léo');
        expect(words).not.toMatch(/\b([Vv]otre|[Vv]os|[Mm]on|[Mm]es|[Yy]our|[Mm]y)\b/);
        wrong.push(...(await look(page, `of-leo${path.replaceAll('/', '-')}-${seen.width}`)));
      }
      expect([wrong, faults]).toEqual([[], []]);
      await page.context().close();
    },
    240_000,
  );

  it('does nothing in the name of Marc, who has signed in since in another window of the same browser', async () => {
    const { page } = await windowOf(sophie);
    await go(page, '/family', 'Famille');
    await page.context().clearCookies();
    await page.context().addCookies(state.get(marc.ins)?.cookies ?? []);
    await press(page, 'link', 'Vaccinations');
    await page.waitForURL(/\/sign-in/, { timeout: 20_000 });
    const other = await page.context().newPage();
    await other.goto(passerelle.url);
    await heading(other, /^Bonjour/);
    await page.context().close();
  }, 60_000);

  it('C2: comes to its settings by the keyboard; they are Léo’s, and what is hers leads back to her own', async () => {
    const { page } = await windowOf(sophie);
    await go(page, leo, /Espace de Léo/);
    await press(page, 'button', /Sophie PETIT/);
    const wrong = await look(page, 'menu');
    await press(page, 'link', 'Réglages de l’espace de Léo');
    await heading(page, 'Réglages de l’espace de Léo');
    expect(pathOf(page)).toBe(`${leo}/settings`);
    const main = page.locator('main');
    for (const fact of ['Léo', 'PETIT', /20\d\d/])
      await main
        .getByText(fact, { exact: typeof fact === 'string' })
        .first()
        .waitFor();
    expect(await main.locator('dl').innerText()).not.toMatch(nobodys);
    expect(await main.getByRole('link', { name: nobodys }).count()).toBe(0);
    const toggle = page.getByRole('switch', { name: /Un e-mail quand un message arrive dans l’espace de Léo/ });
    expect(await toggle.isChecked()).toBe(true);
    await toggle.focus();
    await page.keyboard.press('Space');
    await page.getByText('C’est enregistré.').waitFor();
    await page.reload();
    await toggle.waitFor();
    expect(await toggle.isChecked()).toBe(false);
    await press(page, 'link', 'Représentants légaux de Léo');
    await heading(page, 'Représentants légaux de Léo');
    await go(page, `${leo}/settings`, /Léo/);
    await press(page, 'link', 'Accès à l’espace de Léo');
    await page.waitForURL(`${passerelle.url}${leo}/access`);
    await go(page, `${leo}/settings`, /Léo/);
    await press(page, 'link', 'Mes réglages');
    await heading(page, 'Réglages');
    expect(pathOf(page)).toBe('/settings');
    expect(await page.getByRole('switch', { name: 'Un e-mail quand un message arrive' }).isChecked()).toBe(true);
    expect(wrong).toEqual([]);
  }, 120_000);

  it('C2: finds her own password, sessions and activity in her own space, however the address is written', async () => {
    const { page } = await windowOf(sophie);
    for (const [of, title] of [
      ['password', 'Changer de mot de passe'],
      ['email', 'Changer d’adresse e-mail'],
      ['activity', 'Mon activité'],
      ['nowhere', /./],
    ] as const) {
      await go(page, `${leo}/settings/${of}`, title);
      await page.getByText('Vous êtes dans votre espace').waitFor();
      expect(pathOf(page)).toBe(`/settings/${of}`);
    }
  }, 60_000);

  it('F5: takes a copy of Léo’s space along; the mail leads to the page that has it', async () => {
    const { page } = await windowOf(sophie);
    await go(page, `${leo}/settings/export`, 'Copie de l’espace de Léo');
    await press(page, 'button', 'Préparer une copie');
    const fetchIt = page.getByRole('button', { name: 'Télécharger' });
    await fetchIt.waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([page.waitForEvent('download'), fetchIt.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    const link = await awaitMail(
      passerelle.doors,
      sophie.email,
      ({ text }) => /\/p\/[^/\s]+\/settings\/export/.exec(text)?.[0],
    );
    expect(link).toBe(`${leo}/settings/export`);
    await go(page, '/settings/export', 'Copie de mon espace');
    await page.getByText('Aucune copie').waitFor();
  }, 120_000);

  it('F5, C1: closes it by his first name; Marc’s page says so, and he opens it again from the family page', async () => {
    const { page, faults } = await windowOf(sophie);
    const guest = (await windowOf(marc)).page;
    const wrong: string[] = [];
    await go(page, `${leo}/settings/close`, 'Fermer l’espace de Léo');
    await go(guest, `${leo}/documents`, 'Documents');

    const name = page.getByLabel('Pour confirmer, écrivez le prénom de l’enfant');
    await name.fill('Zoé');
    await page.keyboard.press('Enter');
    await page.getByText('Écrivez le prénom de l’enfant.').first().waitFor();
    await name.fill('léo');
    await page.keyboard.press('Enter');
    await heading(page, 'L’espace de Léo est fermé');
    expect(pathOf(page)).toBe('/closed');
    wrong.push(...(await look(page, 'closed')));
    const [certificate] = await Promise.all([
      page.waitForEvent('download'),
      press(page, 'button', 'Télécharger l’attestation'),
    ]);
    expect(certificate.suggestedFilename()).toBe('attestation.pdf');
    for (const { email } of [sophie, marc])
      await awaitMail(passerelle.doors, email, ({ text }) => /L’espace de santé de Léo est fermé/.exec(text)?.[0]);

    await press(guest, 'link', /Profil médical/);
    await heading(guest, 'L’espace de Léo est fermé');
    expect(await guest.getByText('Vous êtes dans votre espace').count()).toBe(0);
    wrong.push(...(await look(guest, 'shut')));
    const small = await windowOf(marc, narrow);
    await go(small.page, `${leo}/documents`, 'The space of Léo is closed');
    wrong.push(...(await look(small.page, 'shut-320')));
    await go(small.page, '/family', 'Family');
    wrong.push(...(await look(small.page, 'family-closed-320')));

    await press(guest, 'link', 'Aller à la page Famille');
    await heading(guest, 'Famille');
    await guest.getByText('Fermé', { exact: true }).waitFor();
    wrong.push(...(await look(guest, 'family-closed')));
    for (const tick of [/Léo .*espace fermé/, /^Je certifie être/, /^J’accepte/]) {
      await guest.getByRole('checkbox', { name: tick }).focus();
      await guest.keyboard.press('Space');
    }
    await press(guest, 'button', 'Activer');
    await guest.getByText('Espaces activés : Léo.').waitFor();
    await go(page, `${leo}/documents`, 'Documents');
    await go(guest, `${leo}/settings`, /Léo/);
    expect([wrong, faults.filter((fault) => !fault.includes('422'))]).toEqual([[], []]);
  }, 180_000);
});
