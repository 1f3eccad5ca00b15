import type { Page } from 'playwright-core';
import { awaitMail } from '../../demo/actors/mailbox.ts';
import type { Person } from '../../demo/actors/patient.ts';
import type { Doors } from '../../demo/doors.ts';

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
