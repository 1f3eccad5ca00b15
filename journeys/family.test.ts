import { readFile } from 'node:fs/promises';
import type { DocumentReference } from '@medplum/fhirtypes';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendLetter } from '../demo/actors/hospital.ts';
import { awaitMail } from '../demo/actors/mailbox.ts';
import { importCsv } from '../demo/actors/operator.ts';
import { openSpace, signIn } from '../demo/actors/patient.ts';
import { openSoftware } from '../demo/actors/professional.ts';
import { authorisation } from '../demo/authorisation.ts';
import { hospitalsCsv, insuredCsv, professionals, type Townsperson } from '../demo/people.ts';
import { pdfText } from '../gateway/testing/pdf-text.ts';
import { openBrowser } from '../portal/testing/browser.ts';
import { openWindow } from '../portal/testing/patient.ts';
import { wrongWith } from '../portal/testing/wrong-with.ts';
import { codeIn, commanded, printedCode } from './testing/operator.ts';
import { dayFromNow, petitColumns, petits } from './testing/petits.ts';
import { activate, identify, signInByHand, tick } from './testing/portal.ts';
import { fhirServers } from './testing/servers.ts';
import { sharePasserelle, type SharedPasserelle } from './testing/shared.ts';

const { sophie, marc, leo, lina, paul } = petits;
const [helene] = professionals;
const wide = { language: 'fr', scheme: 'light', width: 1280 } as const;
const phone = { language: 'fr', scheme: 'light', width: 320 } as const;
const secret = 'Consultation de Lina';
const documentClass = 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument';
const visibility =
  'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument';

// On HAPI where it runs: each step is tested on the embedded server by itself.
describe.each(fhirServers().slice(-1))('the Petits, from the register to the end, on %s', (_name, env) => {
  let passerelle: SharedPasserelle;
  let browser: Browser;
  /** Each of them before a screen of their own. */
  let hers: Page;
  let his: Page;
  let atPauls: Page;
  const wrong: string[] = [];

  beforeAll(async () => {
    passerelle = await sharePasserelle({ env });
    browser = await openBrowser();
    hers = (await openWindow(browser, wide)).page;
    his = (await openWindow(browser, wide)).page;
    atPauls = (await openWindow(browser, phone)).page;
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
  });

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const go = async (page: Page, where: string, title: string | RegExp) => {
    await page.goto(passerelle.url + where);
    await heading(page, title);
    wrong.push(...(await wrongWith(page)));
  };
  const told = (person: Townsperson, subject: RegExp) =>
    awaitMail(passerelle.doors, person.email, (mail) => (subject.test(mail.subject) ? mail.text : undefined));
  const operator = (...words: string[]) => commanded(passerelle.doors, ...words);
  /** The address of a child's space, as the person at this screen has it. */
  const spaceOf = async (page: Page, child: string): Promise<string> => {
    await go(page, '/family', 'Famille');
    return (await page.getByRole('link', { name: `Entrer dans l’espace de ${child}` }).getAttribute('href')) ?? '';
  };
  /** Once the clock has gone on, nobody is signed in any more. */
  const later = async (days: number) => {
    passerelle = await passerelle.again({ CLOCK_SHIFT_DAYS: String(days) });
  };
  const states = async (person: Townsperson) =>
    /: (.*)/.exec(await operator('spaces', 'list', '--ins', person.ins))?.[1];

  it('the operator loads the register: the mother gets her code by mail, the grandfather a letter, a month ahead', async () => {
    const all = Object.values(petits);
    await importCsv(passerelle.doors, 'insured', insuredCsv(all, petitColumns));
    await importCsv(passerelle.doors, 'organizations', hospitalsCsv);
    await operator('codes', 'send', sophie.ins, marc.ins);
    await operator('openings', 'announce', paul.ins);
    expect(await states(paul)).toMatch(/^announced, opens on/);
  });

  it('Sophie opens her space, answers what she likes, and a message waits for her (A2 to A9)', async () => {
    await identify(hers, passerelle.url, sophie, codeIn(await told(sophie, /code provisoire/)));
    await activate(hers, passerelle.doors, sophie);
    await hers.getByText(/2 enfants qui vous sont rattachés/).waitFor();
    await told(sophie, /espace de santé est ouvert/);
    await hers.getByRole('link', { name: 'Me connecter', exact: true }).click();
    await signInByHand(hers, passerelle.doors, sophie);
    await hers.getByText('Bienvenue dans votre espace de santé').waitFor();
  }, 60_000);

  it('she activates both children at once, on her declaration (C1)', async () => {
    await go(hers, '/family', 'Famille');
    for (const name of ['Léo PETIT', 'Lina PETIT', /^Je certifie/, /^J’accepte/]) await tick(hers, name);
    await hers.getByRole('button', { name: 'Activer', exact: true }).click();
    await hers.getByRole('link', { name: 'Entrer dans l’espace de Lina' }).waitFor();
    expect([await states(leo), await states(lina)]).toEqual(['open-without-login', 'open-without-login']);
  }, 60_000);

  it('Paul refuses on his telephone with the code of his letter; anybody can check his certificate (A3)', async () => {
    await identify(atPauls, passerelle.url, paul, await printedCode(passerelle));
    await atPauls.getByRole('link', { name: 'M’opposer à mon espace' }).click();
    await atPauls.getByRole('button', { name: 'M’opposer', exact: true }).click();
    await atPauls.getByRole('alertdialog').getByRole('button', { name: 'Oui, je m’oppose' }).click();
    await heading(atPauls, 'Votre opposition est enregistrée');
    wrong.push(...(await wrongWith(atPauls)));
    const coming = atPauls.waitForEvent('download');
    await atPauls.getByRole('button', { name: /^Télécharger l’attestation/ }).click();
    const code = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}/.exec(pdfText(await readFile(await (await coming).path())))?.[0] ?? '';
    await go(hers, '/certificate', 'Vérifier une attestation');
    await hers.getByLabel('Code de vérification').fill(code);
    await hers.getByRole('button', { name: 'Vérifier', exact: true }).click();
    await hers.getByText('La personne est toujours opposée à son espace.').waitFor();
    expect(await states(paul)).toBe('opposed');
    const discharge = { from: 'CHU <service@chu-valombre.example>', subject: 'Lettre', text: 'Bonjour.' };
    await expect(
      sendLetter(passerelle.doors, { ...discharge, to: `${paul.ins}@${passerelle.mailDomain}` }),
    ).rejects.toMatchObject({ responseCode: 550 });
  }, 60_000);

  it('Sophie invites Marc to represent both; he accepts for Léo and refuses for Lina, and she is told (C3)', async () => {
    await openSpace(passerelle.doors, marc);
    for (const child of ['Léo', 'Lina']) {
      await go(hers, '/family', 'Famille');
      await hers.getByRole('link', { name: `Représentants légaux de ${child}` }).click();
      await hers.getByLabel('Nom', { exact: true }).fill('Petit');
      await hers.getByLabel('Prénom', { exact: true }).fill('marc');
      await hers.getByLabel('Date de naissance').fill(marc.birthDate);
      await hers.locator('#invite-nir').fill(marc.ins);
      await tick(hers, /^Je certifie/);
      await hers.getByRole('button', { name: 'Envoyer l’invitation' }).click();
      await hers.getByText(/Une invitation attend une réponse/).waitFor();
    }
    await told(marc, /invitation vous attend/);
    await signInByHand(his, passerelle.doors, marc);
    await go(his, '/family', 'Famille');
    const invitation = (child: string) =>
      his.getByRole('article').filter({ hasText: `Sophie PETIT vous invite à représenter ${child}.` });
    await invitation('Lina').getByRole('button', { name: 'Refuser' }).click();
    await invitation('Lina').waitFor({ state: 'detached' });
    await tick(his, /^Je certifie/);
    await invitation('Léo').getByRole('button', { name: 'Accepter' }).click();
    await his.getByRole('link', { name: 'Entrer dans l’espace de Léo' }).click();
    await his.getByText('Vous êtes dans l’espace de Léo').waitFor();
    expect(await told(sophie, /invitation a été refusée/)).toContain('Lina');
    const linas = await spaceOf(hers, 'Lina');
    await go(his, `${linas}/documents`, 'Cet espace ne vous est pas ouvert');
  }, 90_000);

  it('Lina’s doctor files a document that her mother does not see, and one that she does (C4)', async () => {
    const software = await openSoftware(passerelle.doors, helene.rpps);
    const patient = await software.find(lina.ins);
    await software.create(authorisation(patient, helene.rpps));
    await software.create(report(patient, 'Certificat de sport', []));
    await software.create(report(patient, secret, ['INVISIBLE_REPRESENTANTS_LEGAUX']));
    expect((await software.search(`DocumentReference?patient=${patient}`)).entry).toHaveLength(2);
    await go(hers, `${await spaceOf(hers, 'Lina')}/documents`, 'Documents');
    await hers.getByRole('link', { name: 'Certificat de sport' }).waitFor();
    expect(await hers.getByText(secret).count()).toBe(0);
  }, 60_000);

  it('Sophie has Marc’s access to Léo removed: both are told, and it ends in 15 days (C3)', async () => {
    const leos = await spaceOf(hers, 'Léo');
    await go(hers, leos.replace('/p/', '/family/'), 'Représentants légaux de Léo');
    await hers.getByRole('button', { name: 'Retirer Marc PETIT' }).click();
    await hers.getByRole('alertdialog').getByRole('button', { name: 'Retirer', exact: true }).click();
    await hers.getByText(/^Accès retiré le/).waitFor();
    await told(marc, /va prendre fin/);
    await go(his, `${leos}/documents`, 'Documents');
    await operator('jobs', 'run', '--only', 'removals', '--at', dayFromNow(14));
    await go(his, `${leos}/documents`, 'Documents');
    for (const count of [1, 0])
      expect(await operator('jobs', 'run', '--only', 'removals', '--at', dayFromNow(16))).toMatch(
        new RegExp(`removals +${count} +0`),
      );
    await go(his, `${leos}/documents`, 'Cet espace ne vous est pas ouvert');
  }, 90_000);

  it('Marc closes his own space: every door of it is shut at once, and his certificate says so (F5)', async () => {
    const software = await openSoftware(passerelle.doors, helene.rpps);
    const patient = await software.find(marc.ins);
    const letter = { from: 'CHU <service@chu-valombre.example>', subject: 'Lettre', text: 'Bonjour.' };
    const to = `${marc.ins}@${passerelle.mailDomain}`;
    await sendLetter(passerelle.doors, { ...letter, to });
    await go(his, '/settings/close', 'Fermer mon espace');
    await his.getByLabel('Pour confirmer, écrivez votre identifiant').fill(marc.identifier);
    await his.getByRole('button', { name: 'Fermer mon espace' }).click();
    await heading(his, 'Votre espace est fermé');
    wrong.push(...(await wrongWith(his)));
    const code = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}/.exec((await his.locator('main').textContent()) ?? '')?.[0] ?? '';
    expect(await software.find(marc.ins)).toBe('');
    expect((await software.ask('GET', `Condition?patient=${patient}`)).status).toBe(403);
    await expect(sendLetter(passerelle.doors, { ...letter, to })).rejects.toMatchObject({ responseCode: 550 });
    await expect(signIn(passerelle.doors, marc)).rejects.toMatchObject({ code: 'credentials-wrong' });
    await told(marc, /espace de santé est fermé/);
    await go(atPauls, '/certificate', 'Vérifier une attestation');
    await atPauls.getByLabel('Code de vérification').fill(code);
    await atPauls.getByRole('button', { name: 'Vérifier', exact: true }).click();
    await atPauls.getByText('L’espace est toujours fermé.').waitFor();
    expect(await states(marc)).toBe('closed');
  }, 60_000);

  it('Lina is 18: before any night’s work her mother is refused, and she enters her own space, which hides nothing from her (A7)', async () => {
    const linas = await spaceOf(hers, 'Lina');
    await later(33);
    await signInByHand(hers, passerelle.doors, sophie);
    await go(hers, `${linas}/documents`, 'Cet espace ne vous est pas ouvert');
    expect(await operator('jobs', 'run')).toMatch(/majority +1 +0/);
    expect(await operator('jobs', 'run')).toMatch(/majority +0 +0/);
    expect(await told(sophie, /enfant majeur a pris fin/)).toContain('Lina');
    const own = (await openWindow(browser, phone)).page;
    await identify(own, passerelle.url, lina, codeIn(await told(lina, /espace est à vous/)));
    await activate(own, passerelle.doors, lina);
    await signInByHand(own, passerelle.doors, lina);
    await go(own, '/documents', 'Documents');
    await own.getByRole('link', { name: secret }).waitFor();
    await own.getByRole('link', { name: 'Certificat de sport' }).waitFor();
    expect(await states(lina)).toBe('open');
  }, 90_000);

  it('the month is over: nothing opened for Paul, until he comes back by himself (A3, A7)', async () => {
    expect(await states(paul)).toBe('opposed');
    await operator('codes', 'send', paul.ins, '--by', 'post');
    await identify(atPauls, passerelle.url, paul, await printedCode(passerelle));
    await atPauls.getByText('Vous vous étiez opposé à votre espace').waitFor();
    await activate(atPauls, passerelle.doors, { ...paul, email: 'paul.garnier@courriel.example' });
    expect(await states(paul)).toBe('open');
  }, 60_000);

  it('and the audit trail holds together, every page was for everybody', async () => {
    expect(await operator('audit', 'verify')).toMatch(/lines hold; \d+ anchors agree/);
    expect(wrong).toEqual([]);
  });
});

const report = (patient: string, title: string, labels: string[]): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  type: { coding: [{ system: 'http://loinc.org', code: '34133-9' }] },
  category: [{ coding: [{ system: documentClass, code: '10' }] }],
  subject: { reference: `Patient/${patient}` },
  date: '2026-11-10T09:30:00+01:00',
  securityLabel: labels.map((code) => ({ coding: [{ system: visibility, code }] })),
  content: [{ attachment: { contentType: 'text/plain', title, language: 'fr-FR', data: btoa(title) } }],
});
