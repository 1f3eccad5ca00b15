import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitMail } from '../../demo/actors/mailbox.ts';
import { admin, importCsv } from '../../demo/actors/operator.ts';
import { insuredCsv, people, type Townsperson } from '../../demo/people.ts';
import { pdfText } from '../../gateway/testing/pdf-text.ts';
import type { Passerelle } from '../../journeys/testing/passerelle.ts';
import { sharePasserelle } from '../../journeys/testing/shared.ts';
import { openBrowser } from './browser.ts';
import { openWindow } from './patient.ts';
import { wrongWith } from './wrong-with.ts';

const [camille, karim, jeanne] = people;
const french = { language: 'fr', scheme: 'light', width: 1280 } as const;
const narrow = { language: 'en', scheme: 'dark', width: 320 } as const;
const password = 'Vélo-rouge-sous-7-ponts!';

describe('the way into a space, and the way to refuse one', () => {
  let passerelle: Passerelle;
  let browser: Browser;

  beforeAll(async () => {
    passerelle = await sharePasserelle();
    browser = await openBrowser();
    await importCsv(passerelle.doors, 'insured', insuredCsv(people));
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
  });

  const sentCode = async (person: Townsperson) => {
    await admin(passerelle.doors, 'codes', 'send', person.ins);
    return awaitMail(passerelle.doors, person.email, ({ text }) => /\b([A-Z0-9]{12})\b/.exec(text)?.[1]);
  };
  const proofOf = (address: string) =>
    awaitMail(passerelle.doors, address, ({ subject, text }) =>
      /vérification|verification/.test(subject) ? /\b(\d{6})\b/.exec(text)?.[1] : undefined,
    );
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  /** Looks at the page as it stands. `SHOTS` names a folder for pictures of it. */
  const look = async (page: Page, name: string, wrong: string[]) => {
    wrong.push(...(await wrongWith(page)));
    const folder = process.env['SHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  it('leads Camille by the keyboard alone from her code to her open space (A2 to A6)', async () => {
    const { page, faults } = await openWindow(browser, french);
    const wrong: string[] = [];
    const keys = page.keyboard;
    const focused = () => page.evaluate(() => document.activeElement?.tagName);
    /** Tabs to the control of this name, as somebody does who cannot point. */
    const reach = async (name: string | RegExp) => {
      for (let steps = 0; steps < 40; steps += 1) {
        await keys.press('Tab');
        const label = await page.evaluate(() => {
          const now = document.activeElement;
          const own = now instanceof HTMLInputElement ? now.labels?.[0]?.textContent : now?.textContent;
          return own?.trim() ?? '';
        });
        if (typeof name === 'string' ? label.startsWith(name) : name.test(label)) return;
      }
      throw new Error(`${String(name)} cannot be reached by the keyboard`);
    };
    const code = await sentCode(camille);
    await page.goto(`${passerelle.url}/open`);
    await look(page, 'start', wrong);
    await reach('Saisir mon code');
    await keys.press('Enter');
    await heading(page, 'Qui êtes-vous');
    expect(await focused()).toBe('H1');
    await look(page, 'identify', wrong);
    await reach('Code provisoire');
    await keys.type(code.toLowerCase());
    await keys.press('Tab');
    if (camille.card === 'without-photo') await keys.press('ArrowDown');
    await reach('Numéro de sécurité sociale');
    await keys.type(camille.ins);
    await page.getByText('Numéro et clé concordent').waitFor();
    await reach('Numéro de série');
    await keys.type(camille.serial);
    await keys.press('Enter');
    await heading(page, `Bonjour ${camille.firstNames.split(' ')[0]}`);
    expect(await focused()).toBe('H1');
    await look(page, 'choose', wrong);
    await reach('Activer mon espace');
    await keys.press('Enter');
    await heading(page, 'Où vous joindre');
    await look(page, 'contacts', wrong);
    await reach('Envoyer le code par e-mail');
    await keys.press('Enter');
    const proof = page.getByLabel('Code à six chiffres');
    await proof.waitFor();
    expect(await proof.evaluate((field) => field === document.activeElement)).toBe(true);
    await keys.type(await proofOf(camille.email));
    await keys.press('Enter');
    await page.getByText(/^Vérifié/).waitFor();
    await look(page, 'contacts-proved', wrong);
    await reach('Continuer');
    await keys.press('Enter');
    await heading(page, 'Choisir mon accès');
    await look(page, 'access', wrong);
    await reach('Identifiant');
    await keys.type(camille.identifier);
    await reach('Mot de passe');
    await keys.type('Password1!');
    await page.getByText(/difficile à deviner \(/).waitFor();
    await keys.press('Control+A');
    await keys.type(password);
    await page.locator('.criteria li[data-met]').nth(5).waitFor();
    await reach('Mot de passe, une seconde fois');
    await keys.type(password);
    await reach(/^J’accepte/);
    await keys.press('Space');
    await look(page, 'access-filled', wrong);
    await reach('Activer mon espace');
    await keys.press('Enter');
    await heading(page, 'Félicitations');
    await page.getByText(camille.identifier).waitFor();
    await look(page, 'done', wrong);
    await awaitMail(passerelle.doors, camille.email, ({ subject }) => /est ouvert/.test(subject) || undefined);
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('says beside each field and in a summary what is wrong, and loses nothing that was typed', async () => {
    const { page } = await openWindow(browser, narrow);
    const wrong: string[] = [];
    const code = await sentCode(karim);
    await page.goto(`${passerelle.url}/open/identify`);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText(/^3 /).first().waitFor();
    await look(page, 'identify-errors-320', wrong);
    await page.getByLabel('Provisional code').fill(code);
    await page
      .getByLabel('Social security number')
      .fill(karim.ins.slice(0, 14) + (karim.ins.endsWith('1') ? '2' : '1'));
    await page.getByText('The key does not match').first().waitFor();
    await page.getByLabel('Social security number').fill(karim.ins);
    await page.getByText(karim.card === 'with-photo' ? 'With photo' : 'Without photo').click();
    await page.getByLabel('Serial number').fill('00000000000');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('These details do not identify you').waitFor();
    expect(await page.getByLabel('Provisional code').inputValue()).toBe(code);
    await page.getByLabel('Serial number').fill(karim.serial);
    await page.getByRole('button', { name: 'Continue' }).click();
    await heading(page, /^Hello/);
    await look(page, 'choose-320', wrong);
    await page.getByRole('link', { name: 'Activate my space' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Verify your e-mail address first').waitFor();
    await page.getByText('Another address').click();
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('karim@');
    await page.getByRole('button', { name: 'Send the code by e-mail' }).click();
    await page.getByText('Write a complete e-mail address').first().waitFor();
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('karim@ailleurs.example');
    await look(page, 'contacts-320', wrong);
    await page.getByRole('button', { name: 'Send the code by e-mail' }).click();
    await page.getByLabel('Code of six digits').fill('000000');
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.getByText('This code is wrong or no longer valid').waitFor();
    await page.getByLabel('Code of six digits').fill(await proofOf('karim@ailleurs.example'));
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.getByText(/^Verified/).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await heading(page, 'Choose my access');
    await page.getByLabel('Identifier').fill(camille.identifier);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password, once more').fill('other');
    await page.getByRole('button', { name: 'Activate my space' }).click();
    await page.getByText('The two passwords differ').first().waitFor();
    await look(page, 'access-320', wrong);
    await page.getByLabel('Password, once more').fill(password);
    await page.getByText('I accept the terms').click();
    await page.getByRole('button', { name: 'Activate my space' }).click();
    await page.getByText('This identifier is not available').waitFor();
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe(password);
    await page.getByLabel('Identifier').fill(karim.identifier);
    await page.getByRole('button', { name: 'Activate my space' }).click();
    await heading(page, 'Congratulations');
    await look(page, 'done-320', wrong);
    await page.reload();
    await heading(page, 'Come back with your code');
    await look(page, 'again-320', wrong);
    expect(wrong).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('lets Jeanne refuse, download her certificate and have it confirmed, then ask for a new code and come back', async () => {
    const { page, faults } = await openWindow(browser, narrow);
    const wrong: string[] = [];
    const identify = async (code: string) => {
      await page.goto(`${passerelle.url}/open/identify`);
      await page.getByLabel('Provisional code').fill(code);
      await page.getByText(jeanne.card === 'with-photo' ? 'With photo' : 'Without photo').click();
      await page.getByLabel('Social security number').fill(jeanne.ins);
      await page.getByLabel('Serial number').fill(jeanne.serial);
      await page.getByRole('button', { name: 'Continue' }).click();
      await heading(page, /^Hello/);
    };
    const first = await sentCode(jeanne);
    await identify(first);
    await page.getByRole('link', { name: 'Refuse my space' }).click();
    await heading(page, 'Refuse my space');
    await look(page, 'oppose-320', wrong);
    await page.getByRole('button', { name: 'Refuse', exact: true }).click();
    const sure = page.getByRole('alertdialog');
    await sure.waitFor();
    await look(page, 'oppose-sure-320', wrong);
    await sure.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Refuse', exact: true }).click();
    await sure.getByRole('button', { name: 'Yes, I refuse' }).click();
    await heading(page, 'Your refusal is recorded');
    await look(page, 'opposed-320', wrong);
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Download the certificate/ }).click();
    const pdf = await readFile(await (await coming).path());
    const text = pdfText(pdf);
    const code = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}/.exec(text)?.[0] ?? '';
    expect(await page.getByText(code).count()).toBe(1);
    await page.getByRole('link', { name: 'Check a certificate' }).click();
    await heading(page, 'Check a certificate');
    expect(await page.getByLabel('Verification code').inputValue()).toBe(code);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByText('The person still refuses the space').waitFor();
    await look(page, 'certificate-320', wrong);
    await page.getByLabel('Verification code').fill('ABCD-EFGH-JKMN-PQRS');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByText('No certificate has this code').waitFor();

    await page.goto(`${passerelle.url}/open/code`);
    await page.getByText(jeanne.card === 'with-photo' ? 'With photo' : 'Without photo').click();
    await page.getByLabel('Social security number').fill(jeanne.ins);
    await page.getByLabel('Serial number').fill(jeanne.serial);
    await look(page, 'ask-320', wrong);
    await page.getByRole('button', { name: 'See where it can go' }).click();
    await heading(page, 'Where shall the code go');
    await page.getByRole('button', { name: 'Send the code' }).click();
    await page.getByText('Choose where to receive the code').first().waitFor();
    await page.getByText('By e-mail').click();
    await look(page, 'where-320', wrong);
    await page.getByRole('button', { name: 'Send the code' }).click();
    await heading(page, 'Noted');
    await look(page, 'noted-320', wrong);
    const second = await awaitMail(passerelle.doors, jeanne.email, ({ text: mail }) => {
      const found = /\b([A-Z0-9]{12})\b/.exec(mail)?.[1];
      return found === first ? undefined : found;
    });
    await identify(second);
    await page.getByText('You had refused your space').waitFor();
    expect(await page.getByRole('link', { name: 'Refuse my space' }).count()).toBe(0);
    expect(wrong).toEqual([]);
    expect(faults.filter((fault) => !/404/.test(fault))).toEqual([]);
    await page.context().close();
  }, 120_000);
});
