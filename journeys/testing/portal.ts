import type { Page } from 'playwright-core';
import { awaitMail } from '../../demo/actors/mailbox.ts';
import type { Person } from '../../demo/actors/patient.ts';
import type { Doors } from '../../demo/doors.ts';
import type { Townsperson } from '../../demo/people.ts';

/** B1 as a person does it in the portal, in French. */
export async function signInByHand(page: Page, doors: Doors, { identifier, password, email }: Person): Promise<void> {
  await page.goto(doors.url);
  await page.getByLabel('Identifiant').fill(identifier);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continuer' }).click();
  const before = Date.now() - 1_000;
  await page.getByRole('button', { name: 'Envoyer le code' }).click();
  const code = await awaitMail(doors, email, ({ at, text }) =>
    Date.parse(at) >= before ? /\b(\d{6})\b/.exec(text)?.[1] : undefined,
  );
  await page.getByLabel('Code à six chiffres').fill(code);
  await page.getByRole('button', { name: 'Ouvrir mon espace' }).click();
  await arriveAtHome(page);
}

/** A8: who has just come meets the questionnaire first; it can wait. */
async function arriveAtHome(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: /^(Bonjour|Votre taille)/ }).waitFor();
  const later = page.getByRole('link', { name: 'Continuer plus tard' });
  if (await later.isVisible()) await later.click();
  await page.getByRole('heading', { level: 1, name: /^Bonjour/ }).waitFor();
}

/** A2 as a person does it, with the code that came. */
export async function identify(page: Page, url: string, person: Townsperson, code: string): Promise<void> {
  await page.goto(`${url}/open/identify`);
  await page.getByLabel('Code provisoire').fill(code);
  await page.getByText(person.card === 'with-photo' ? 'Avec photo' : 'Sans photo').click();
  await page.getByLabel('Numéro de sécurité sociale').fill(person.ins);
  await page.getByLabel('Numéro de série').fill(person.serial);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('heading', { level: 1, name: `Bonjour ${person.firstNames.split(' ')[0]}` }).waitFor();
}

/** A4 to A6 after that: contact details, identifier and password, until the page that congratulates. */
export async function activate(page: Page, doors: Doors, { email, identifier, password }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Activer mon espace' }).click();
  await page.getByRole('heading', { level: 1, name: 'Où vous joindre ?' }).waitFor();
  const other = page.getByRole('textbox', { name: 'Adresse e-mail' });
  if (await other.isVisible()) await other.fill(email);
  await page.getByRole('button', { name: 'Envoyer le code par e-mail' }).click();
  const code = await awaitMail(doors, email, ({ subject, text }) =>
    /vérification/.test(subject) ? /\b\d{6}\b/.exec(text)?.[0] : undefined,
  );
  await page.getByLabel('Code à six chiffres').fill(code);
  await page.getByRole('button', { name: 'Vérifier', exact: true }).click();
  await page.getByText(/^Vérifié/).waitFor();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Identifiant').fill(identifier);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByLabel('Mot de passe, une seconde fois').fill(password);
  await tick(page, /^J’accepte/);
  await page.getByRole('button', { name: 'Activer mon espace' }).click();
  await page.getByRole('heading', { level: 1, name: 'Félicitations, votre espace est ouvert' }).waitFor();
}

/** Ticks a box by the keyboard: its label holds links that a click would follow. */
export async function tick(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('checkbox', { name }).first().focus();
  await page.keyboard.press('Space');
}
