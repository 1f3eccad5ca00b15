import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitMail } from '../../demo/actors/mailbox.ts';
import { signIn } from '../../demo/actors/patient.ts';
import { people } from '../../demo/people.ts';
import type { Passerelle } from '../../journeys/testing/passerelle.ts';
import { signInByHand } from '../../journeys/testing/portal.ts';
import { sharePasserelle } from '../../journeys/testing/shared.ts';
import { openBrowser } from './browser.ts';
import { openWindow } from './patient.ts';
import { wrongWith } from './wrong-with.ts';

const [camille, karim] = people;
const chosen = 'Quatre-bateaux-9';
const desk = { language: 'fr', scheme: 'light', width: 1280 } as const;
const phone = { language: 'fr', scheme: 'light', width: 320 } as const;

/** An authenticator of the browser itself (WebDriver, Web Authentication §11), which always finds its owner there. */
async function giveKeys(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
}

/** Looks at a page for the eye too, where somebody wants to see it. */
const shown = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS_DIR'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

describe('Camille’s ways in', () => {
  let passerelle: Passerelle;
  let browser: Browser;

  beforeAll(async () => {
    passerelle = await sharePasserelle({ demo: true });
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
  });

  it('B6: adds a passkey, signs in with it and nothing else, and what it answered serves once', async () => {
    const { page, faults } = await openWindow(browser, desk);
    await giveKeys(page.context(), page);
    await signInByHand(page, passerelle.doors, camille);
    await page.goto(`${passerelle.url}/settings/passkeys`);
    await page.getByText('Aucune clé d’accès').waitFor();
    const wrong = await wrongWith(page);
    await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
    await page.getByLabel('Nom de la clé').fill('Mon ordinateur');
    await page.getByRole('dialog').getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
    await page.getByText('Mon ordinateur').waitFor();
    wrong.push(...(await wrongWith(page)));
    await shown(page, 'passkeys');
    await page.getByRole('button', { name: 'Mon compte' }).click();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/session/passkey'));
    await page.getByRole('button', { name: 'Me connecter avec une clé d’accès' }).click();
    await page.getByRole('heading', { level: 1, name: /^Bonjour/ }).waitFor();
    const again = await fetch(`${passerelle.url}/api/session/passkey`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: (await asked).postData() ?? '',
    });
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([401, 'passkey-refused']);
    await awaitMail(
      passerelle.doors,
      camille.email,
      ({ subject }) => /clé d’accès a été ajoutée/.test(subject) || undefined,
    );
    expect([wrong, faults]).toEqual([[], []]);
    await page.context().close();
  }, 120_000);

  it('B5: sees where the space is open, ends another session, and proves it is her when that is long ago', async () => {
    const [one, other] = await Promise.all([openWindow(browser, desk), openWindow(browser, phone)]);
    await signInByHand(one.page, passerelle.doors, camille);
    await signInByHand(other.page, passerelle.doors, camille);
    const { page } = other;
    await page.goto(`${passerelle.url}/settings/sessions`);
    await page.getByText('Cet appareil').waitFor();
    const wrong = await wrongWith(page);
    await shown(page, 'sessions-320');
    // The gateway says so after ten minutes; here it says so once, to see what the page makes of it.
    await page.route(
      '**/api/sessions?keep=own',
      (route) => route.fulfill({ status: 403, json: { code: 'proof-required' } }),
      {
        times: 1,
      },
    );
    await page.getByRole('button', { name: 'Fermer toutes les autres' }).click();
    await page.getByLabel('Mot de passe de votre espace').waitFor();
    wrong.push(...(await wrongWith(page)));
    await shown(page, 'proof-320');
    await page.getByLabel('Mot de passe de votre espace').fill('Nothing-of-it-1');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByText('Identifiant ou mot de passe incorrect.').waitFor();
    await page.getByLabel('Mot de passe de votre espace').fill(camille.password);
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByText('Les autres connexions sont fermées.').waitFor();
    await one.page.goto(`${passerelle.url}/documents`);
    await one.page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor();
    expect(wrong).toEqual([]);
    await Promise.all([one.page.context().close(), page.context().close()]);
  }, 120_000);

  it.each([desk, phone, { ...phone, language: 'en', scheme: 'dark' }] as const)(
    'B3, B4: every page of the way back is for everybody, errors and all ($language, $width)',
    async (look) => {
      const { page, faults } = await openWindow(browser, look);
      const wrong: string[] = [];
      for (const path of [
        '/sign-in',
        '/recover',
        '/recover/identifier',
        '/recover/password',
        '/recover#' + deadTicket,
      ]) {
        await page.goto(passerelle.url + path);
        wrong.push(...(await wrongWith(page)));
        if (path.includes('/recover/')) {
          await page.locator('button[type=submit]').click();
          await page.locator('[role=alert]').first().waitFor();
          wrong.push(...(await wrongWith(page)));
        }
        await shown(page, `way${path.replace(/\W/g, '-').slice(0, 24)}-${look.language}-${look.width}`);
      }
      expect(page.url()).not.toContain('#');
      expect([wrong, faults.filter((fault) => !/422/.test(fault))]).toEqual([[], []]);
      await page.context().close();
    },
    120_000,
  );

  it('B4: chooses a new password by keyboard alone, is told when it is easy to guess, and signs in with it', async () => {
    const { page } = await openWindow(browser, phone);
    await page.goto(`${passerelle.url}/recover/password`);
    await page.getByLabel('Identifiant').focus();
    await page.keyboard.type(camille.identifier);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /C’est envoyé/ }).waitFor();
    const link = await awaitMail(passerelle.doors, camille.email, ({ text }) => /\S+\/recover#\S+/.exec(text)?.[0]);
    await page.goto(link);
    const password = page.getByLabel('Nouveau mot de passe', { exact: true });
    await password.focus();
    await page.keyboard.type('Soleil123!');
    await page.getByText(/un mot ou à un nom courant/).waitFor({ timeout: 30_000 });
    const wrong = await wrongWith(page);
    await shown(page, 'new-password-320');
    await password.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(chosen);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type(chosen);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Votre mot de passe est changé' }).waitFor();
    wrong.push(...(await wrongWith(page)));
    await signInByHand(page, passerelle.doors, { ...camille, password: chosen });
    await page.goto(link);
    await page.getByRole('heading', { name: 'Ce lien ne sert plus' }).waitFor();
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('B1, B2: Karim signs in by a text message; strangers who try his identifier wait, and are shown no more than that', async () => {
    const { doors } = passerelle;
    const mobile = karim.mobile ?? '';
    const smsCode = (words: RegExp) =>
      awaitMail(doors, mobile, ({ text }) => (words.test(text) ? /\b\d{6}\b/.exec(text)?.[0] : undefined));
    const { call } = await signIn(doors, karim);
    await call('POST /api/settings/contacts', { body: { kind: 'mobile', address: mobile } });
    const params = { kind: 'mobile' } as const;
    await call('PUT /api/settings/contacts/:kind', { params, body: { code: await smsCode(/vérification/) } });
    const { page, faults } = await openWindow(browser, phone);
    const type = async (password: string) => {
      await page.getByLabel('Identifiant').fill(karim.identifier);
      await page.getByLabel('Mot de passe', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Continuer' }).click();
    };
    await page.goto(`${passerelle.url}/sign-in`);
    await type(karim.password);
    await page.getByRole('radio', { name: /^Par SMS/ }).check({ force: true });
    const wrong = await wrongWith(page);
    await page.getByRole('button', { name: 'Envoyer le code' }).click();
    await page.getByLabel('Code à six chiffres').fill(await smsCode(/connexion/));
    await page.getByRole('button', { name: 'Ouvrir mon espace' }).click();
    await page.getByRole('heading', { level: 1, name: /^(Bonjour|Votre taille)/ }).waitFor();
    await page.context().clearCookies();
    await page.goto(`${passerelle.url}/sign-in`);
    const locked = page.getByText('Trop d’essais\u00a0: les appareils inconnus doivent attendre.');
    for (let tries = 0; tries < 15 && !(await locked.isVisible()); tries += 1) {
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/api/session/password'));
      await type(`Pas-la-bonne-${tries}`);
      await answered;
      await page.getByRole('button', { name: 'Continuer' }).waitFor();
    }
    await locked.waitFor();
    wrong.push(...(await wrongWith(page)));
    await shown(page, 'locked');
    await page.getByRole('link', { name: 'Choisir un nouveau mot de passe' }).click();
    await page.getByRole('heading', { level: 1, name: 'Choisir un nouveau mot de passe' }).waitFor();
    await awaitMail(doors, karim.email, ({ subject }) => /Trop d’essais/.test(subject) || undefined);
    expect([wrong, faults.filter((fault) => !/429|401/.test(fault))]).toEqual([[], []]);
    await page.context().close();
  }, 120_000);
});

const deadTicket = `00000000-0000-4000-8000-000000000000.${'A'.repeat(43)}`;
