import { describe, expect, it } from 'vitest';
import { camille, camilleAtHerPortal, french } from './camille.ts';
import { openWindow } from './patient.ts';

describe('Camille at her portal, and the session that lets her in', () => {
  const at = camilleAtHerPortal();

  it('signs in with nothing but the keyboard (B1)', async () => {
    const { page: door } = await openWindow(at.browser, french);
    const keys = door.keyboard;
    await door.goto(`${at.passerelle.url}/sign-in?back=/documents`);
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
    const code = await at.codeSince(before);
    await door.getByRole('heading', { name: 'Saisir le code' }).waitFor();
    await keys.press('Tab');
    await keys.type(code);
    await keys.press('Enter');
    await door.getByRole('heading', { level: 1, name: 'Documents' }).waitFor();
    await door.context().close();
  });

  it('is told that her session ended, signs in again, and finds her page and what she had typed', async () => {
    const own = await at.windowWith(await at.signInAnew());
    await own.goto(`${at.passerelle.url}/profile`);
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
    const code = await at.codeSince(before);
    await own.getByLabel('Code à six chiffres').fill(code);
    await own.getByRole('button', { name: 'Ouvrir mon espace' }).click();
    await own.getByRole('heading', { level: 1, name: 'Profil médical' }).waitFor();
    await own.getByRole('button', { name: 'Ajouter un traitement' }).click();
    expect(await own.getByLabel('Nom du médicament').inputValue()).toBe('Paracétamol');
    await own.context().close();
  });

  it('can try again when the network is back', async () => {
    await at.visit('/profile');
    await at.page.getByRole('heading', { name: 'Traitements' }).waitFor();
    await at.page.route('**/api/documents?*', (route) => route.abort());
    await at.page.getByRole('link', { name: 'Documents', exact: true }).click();
    await at.told('Le service ne répond pas');
    await at.page.unroute('**/api/documents?*');
    await at.button('Réessayer').click();
    await at.told(/\d documents/);
  });

  it('reads English when she asked for it, the next time too (X24)', async () => {
    const context = await at.browser.newContext({ storageState: at.session });
    const own = await context.newPage();
    await own.goto(at.passerelle.url);
    await own.getByRole('button', { name: 'English' }).click();
    await own.getByRole('heading', { level: 1, name: /^Hello/ }).waitFor();
    expect(await own.getAttribute('html', 'lang')).toBe('en');
    await own.reload();
    await own.getByRole('heading', { level: 1, name: /^Hello/ }).waitFor();
    await context.close();
  });

  it('leaves nothing of her health on the machine, and is out when she logs out', async () => {
    const own = await at.windowWith(await at.signInAnew());
    await own.goto(`${at.passerelle.url}/profile`);
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
    await own.goto(`${at.passerelle.url}/documents`);
    await own.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor();
    await own.context().close();
  });
});
