import { describe, expect, it } from 'vitest';
import { signIn } from '../../demo/actors/patient.ts';
import { openSoftware } from '../../demo/actors/professional.ts';
import { professionals } from '../../demo/people.ts';
import { camille, camilleAtHerPortal } from './camille.ts';
import { wrongWith } from './wrong-with.ts';

describe('Camille at her portal', () => {
  const at = camilleAtHerPortal();
  /** The page of access, with a nurse found who has called before. */
  const atTheNurse = async () => {
    const nurse = await openSoftware(at.passerelle.doors, professionals[2].rpps);
    await nurse.find(camille.ins);
    await at.visit('/access');
    await at.page.getByLabel('Nom ou numéro RPPS').fill('Roche');
  };

  it('is led to what she left out: a summary, and the error beside each field', async () => {
    await at.visit('/documents/add');
    await at.button('Déposer le document').click();
    await at.told('5 points sont à corriger');
    expect(await at.page.evaluate(() => document.activeElement?.querySelectorAll('a').length)).toBe(5);
    await at.page.getByRole('link', { name: 'Choisissez une catégorie.' }).click();
    expect(await at.page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
  });

  it('deposits, hides, changes and deletes a document (E1, E4, E6)', async () => {
    await at.visit('/documents/add');
    await at.page.locator('input[type=file]').setInputFiles({
      ...{ name: 'Notes_du_jour.txt', mimeType: 'text/plain' },
      buffer: Buffer.from('Questions pour la consultation'),
    });
    expect(await at.page.getByLabel('Nom du document').inputValue()).toBe('Notes du jour');
    await at.page.getByLabel('Date du document').fill('2026-01-05');
    await at.page.getByLabel('Catégorie').selectOption({ label: 'Autres documents' });
    await at.page.getByText('Visible des soignants').click();
    await at.button('Déposer le document').click();
    await at.told(/a été ajouté à vos documents/);
    await at.page.getByLabel('Chercher par nom').fill('Notes du jour');
    await at.told('1 document');
    await at.button(/^Masquer.*Notes du jour/).click();
    await at.told(/est masqué aux soignants/);
    await at.page.getByRole('link', { name: 'Notes du jour' }).click();
    await at.told('Questions pour la consultation');
    await at.button('Modifier').click();
    await at.page.getByLabel('Nom du document').fill('Notes du soir');
    await at.button('Enregistrer').click();
    await at.page.getByRole('heading', { level: 1, name: 'Notes du soir' }).waitFor();
    await at.button('Supprimer').click();
    await at.page.getByRole('alertdialog').getByRole('button', { name: 'Supprimer' }).click();
    await at.told(/a été supprimé/);
    await at.page.waitForURL('**/documents');
  });

  it('is not told that a document is hidden when nothing came of it (E4)', async () => {
    await at.visit('/documents');
    await at.page.route('**/api/documents/*', (route) => route.abort());
    await at
      .button(/^Masquer/)
      .first()
      .click();
    const said = at.page.locator('.toast.bad');
    await said.getByText('Le service ne répond pas').waitFor();
    expect(await wrongWith(at.page)).toEqual([]);
    if (process.env['SHOTS']) await at.page.screenshot({ path: `${process.env['SHOTS']}/not-hidden.png` });
  });

  it('hears why a file is not what its name says, and keeps what she typed (E1)', async () => {
    await at.visit('/documents/add');
    const buffer = Buffer.from('ceci n’est pas un PDF');
    await at.page.locator('input[type=file]').setInputFiles({ name: 'Faux.pdf', mimeType: 'application/pdf', buffer });
    await at.page.getByLabel('Date du document').fill('2026-01-05');
    await at.page.getByLabel('Catégorie').selectOption({ label: 'Autres documents' });
    await at.page.getByText('Visible des soignants').click();
    await at.button('Déposer le document').click();
    await at.told(/n’est pas ce que son nom annonce/);
    expect(await at.page.getByLabel('Nom du document').inputValue()).toBe('Faux');
  });

  it('is told the range of a measure that nobody can have, then sees hers in the table (D9)', async () => {
    await at.visit('/measures/weight');
    await at.button('Ajouter une mesure').click();
    const value = at.page.getByRole('dialog').getByLabel(/^Valeur/);
    await value.fill('7000');
    await at.button(/^Ajouter$/).click();
    await at.told(/entre 0,2 et 650 kg/);
    expect(await value.inputValue()).toBe('7000');
    await value.fill('61,5');
    await at.button(/^Ajouter$/).click();
    await at.page.getByRole('cell', { name: '61,5' }).first().waitFor();
    await at.page.getByRole('img', { name: /^Courbe/ }).waitFor();
  });

  it('adds an allergy, and who wrote it is said (D5)', async () => {
    await at.visit('/profile');
    await at.button('Ajouter une allergie').click();
    await at.page.getByLabel('À quoi êtes-vous allergique').fill('Arachide');
    await at.button(/^Ajouter$/).click();
    const entry = at.page.getByRole('listitem').filter({ has: at.page.getByRole('heading', { name: 'Arachide' }) });
    await entry.getByText(/Écrit par vous/).waitFor();
  });

  it('says that a disease goes on after all, and until when a treatment is prescribed (D1, D2)', async () => {
    const { call } = await signIn(at.passerelle.doors, camille);
    await at.visit('/profile');
    await at.button('Modifier « Fracture du poignet gauche »').click();
    await at.page.getByRole('group', { name: /^Fin/ }).waitFor();
    await at.page.getByRole('dialog').locator('label').filter({ hasText: 'En cours' }).click();
    await at.page.getByRole('group', { name: /^Fin/ }).waitFor({ state: 'detached' });
    await at.button('Enregistrer').click();
    await at.closed();
    const said = at.page.getByRole('status').getByText('Enregistré.');
    const first = await said.elementHandle();
    await at.button('Modifier « Ibuprofène 400 mg »').click();
    await at.page.getByRole('group', { name: /^Fin/ }).getByLabel('Année').fill('2018');
    await at.button('Enregistrer').click();
    await at.page.getByRole('group', { name: /^Fin/ }).getByLabel('Année').fill('2035');
    await at.button('Enregistrer').click();
    await at.closed();
    await said.waitFor();
    // The same words anew: a screen reader speaks of what is new in the at.page.
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
    const { call } = await signIn(at.passerelle.doors, camille);
    await call('POST /api/profile/allergies', { body: { allergen: 'Latex' } });
    await at.visit('/profile');
    await at.button('Modifier « Latex »').click();
    await at.page.getByLabel('Commentaire').fill('Gants de dentiste');
    const { entries } = await call('GET /api/profile/allergies');
    const kept = entries.find(({ entry }) => entry.allergen === 'Latex');
    await call('PUT /api/profile/allergies/:id', {
      ...{ params: { id: kept?.id ?? '' }, version: kept?.version ?? '' },
      body: { allergen: 'Latex', comment: 'Ballons' },
    });
    await at.button('Enregistrer').click();
    const meeting = at.page.getByRole('alertdialog', { name: 'Modifié entre-temps' });
    await meeting.getByText('Gants de dentiste').waitFor();
    await meeting.getByText('Ballons').waitFor();
    await meeting.getByRole('button', { name: 'Enregistrer ma version' }).click();
    await at.told('Enregistré.');
    const after = (await call('GET /api/profile/allergies')).entries.find(({ id }) => id === kept?.id);
    expect(after?.entry.comment).toBe('Gants de dentiste');
  });

  it('authorises, blocks and frees a professional, and says who may read in an emergency (F2, F3)', async () => {
    await atTheNurse();
    await at.button(/^Autoriser.*Roche/).click();
    await at.told(/Roche est autorisé/);
    await at.button(/^Bloquer.*Roche/).click();
    await at.page.getByRole('alertdialog').getByRole('button', { name: 'Bloquer' }).click();
    await at.told(/Roche est bloqué/);
    await at.button(/^Débloquer.*Roche/).click();
    await at.told(/n’est plus ni autorisé ni bloqué/);
    const samu = at.page.getByRole('switch', { name: /SAMU/ });
    const was = await samu.isChecked();
    await at.page.getByText('Le SAMU peut lire mon dossier').click();
    await at.told('Enregistré.');
    await at.page.reload();
    await samu.waitFor();
    expect(await samu.isChecked()).toBe(!was);
  });

  it('says what was done once it is what she sees: no question goes away under her hand (F2)', async () => {
    await atTheNurse();
    await at.button(/^Autoriser.*Roche/).waitFor();
    await at.page.route('**/api/access', (route) => setTimeout(() => void route.continue(), 1_500));
    await at.button(/^Autoriser.*Roche/).click();
    await at.told(/Roche est autorisé/);
    await at.button(/^Bloquer.*Roche/).click();
    const question = at.page.getByRole('alertdialog');
    await question.waitFor();
    await at.page.waitForTimeout(2_000);
    expect(await question.count()).toBe(1);
  });

  it('answers the hospital with a document, and sees where her answer is (G3, G6, X4)', async () => {
    await at.visit('/messages');
    await at.page.locator('.document-words a').first().click();
    await at.page.getByLabel('Message', { exact: true }).fill('Merci, voici mon ordonnance.');
    await at.button('Joindre des documents').click();
    await at.page.getByRole('dialog').getByText('Ordonnance lunettes').click();
    await at.button(/^Joindre$/).click();
    await at.button('Envoyer').click();
    await at.told('Merci, voici mon ordonnance.');
    await at.told(/En attente d’envoi|Remis au serveur|Distribué/);
    expect(await at.page.getByLabel('Message', { exact: true }).inputValue()).toBe('');
  });

  it('copies her address with one click (G1)', async () => {
    await at.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await at.visit('/messages');
    await at.button('Copier l’adresse').click();
    await at.told('Adresse copiée.');
    expect(await at.page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${camille.ins}@${at.passerelle.mailDomain}`,
    );
  });
});
