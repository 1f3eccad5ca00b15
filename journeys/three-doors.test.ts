import type { Browser, Page } from 'playwright-core';
import type { Bundle, DocumentReference } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin, importCsv } from '../demo/actors/operator.ts';
import { awaitMail, mailsTo } from '../demo/actors/mailbox.ts';
import { openSpace, signIn } from '../demo/actors/patient.ts';
import { openSoftware, type Software } from '../demo/actors/professional.ts';
import { sendLetter } from '../demo/actors/hospital.ts';
import { authorisation } from '../demo/authorisation.ts';
import { hospitalsCsv, insuredCsv, people, professionals } from '../demo/people.ts';
import { openBrowser } from '../portal/testing/browser.ts';
import type { Passerelle } from './testing/passerelle.ts';
import { sampleOf, samples } from './testing/samples.ts';
import { fhirServers } from './testing/servers.ts';
import { signInByHand } from './testing/portal.ts';
import { sharePasserelle } from './testing/shared.ts';

const [camille] = people;
const [helene] = professionals;
const classSystem = 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument';

const cdaDocument = (patient: string, title: string, xml: Buffer, type: string): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  type: { coding: [{ system: 'http://loinc.org', code: type }] },
  category: [{ coding: [{ system: classSystem, code: '10' }] }],
  subject: { reference: `Patient/${patient}` },
  date: '2026-11-10T09:30:00+01:00',
  content: [{ attachment: { contentType: 'text/xml', title, language: 'fr-FR', data: xml.toString('base64') } }],
});

describe.each(fhirServers())('one record, three doors, on %s', (_name, env) => {
  let passerelle: Passerelle;
  let browser: Browser;
  let page: Page;
  let software: Software;
  let patient: string;

  beforeAll(async () => {
    passerelle = await sharePasserelle({ env });
    browser = await openBrowser();
    page = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
    page.setDefaultTimeout(15_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
  });

  it('the operator loads the register and sends Camille her provisional code', async () => {
    await importCsv(passerelle.doors, 'insured', insuredCsv(people));
    await importCsv(passerelle.doors, 'organizations', hospitalsCsv);
    expect((await admin(passerelle.doors, 'codes', 'send', camille.ins)).code).toBe(0);
  });

  it('Camille opens her space with the code, her NIR and her card', async () => {
    await openSpace(passerelle.doors, camille);
  });

  it('her doctor’s software signs in and finds her by INS, but may not read yet', async () => {
    software = await openSoftware(passerelle.doors, helene.rpps);
    patient = await software.find(camille.ins);
    expect(patient).not.toBe('');
    expect((await software.ask('GET', `Condition?patient=${patient}`)).status).toBe(403);
  });

  it('the doctor deposits a biology report and a vaccination', async () => {
    const report = await software.create(cdaDocument(patient, 'Biologie de novembre', sampleOf('BIO').xml, '11502-2'));
    const bytes = await software.ask(
      'GET',
      `Binary/${report.content[0]?.attachment.url?.split('Binary/')[1]}`,
      undefined,
      { accept: 'text/xml' },
    );
    expect(Buffer.from(await bytes.arrayBuffer()).equals(sampleOf('BIO').xml)).toBe(true);
    await software.create({
      resourceType: 'Immunization',
      status: 'completed',
      vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J07BB02' }], text: 'Vaccin antigrippal' },
      patient: { reference: `Patient/${patient}` },
      occurrenceDateTime: '2026-10-14',
      primarySource: true,
    });
  });

  it('every sample document is deposited and comes back byte for byte', async () => {
    for (const { name, xml } of samples()) {
      const stored = await software.create(
        cdaDocument(patient, name.replaceAll(/[-_.]/g, ' ').slice(0, 50), xml, '34133-9'),
      );
      const answer = await software.ask(
        'GET',
        `Binary/${stored.content[0]?.attachment.url?.split('Binary/')[1]}`,
        undefined,
        { accept: 'text/xml' },
      );
      expect(answer.status, name).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer()).equals(xml), name).toBe(true);
      expect((await software.ask('DELETE', `DocumentReference/${stored.id}`)).ok, name).toBe(true);
    }
  }, 120_000);

  it('with the authorisation given at the consultation, the doctor reads the profile', async () => {
    await software.create(authorisation(patient, helene.rpps));
    const bundle = (await (await software.ask('GET', `Immunization?patient=${patient}`)).json()) as Bundle;
    expect(bundle.total).toBe(1);
  });

  it('the hospital mails the discharge letter, and Camille is told without a word of it', async () => {
    const letter = sampleOf('LDL');
    await sendLetter(passerelle.doors, {
      from: 'Pneumologie <pneumologie@chu-valombre.example>',
      to: `${camille.ins}@${passerelle.mailDomain}`,
      subject: 'Lettre de sortie',
      text: 'Bonjour, voici la lettre de votre séjour.',
      attachments: [{ filename: 'Lettre de liaison.xml', content: letter.xml, contentType: 'text/xml' }],
    });
    const notice = await awaitMail(passerelle.doors, camille.email, (mail) =>
      /message/i.test(mail.subject) ? mail : undefined,
    );
    expect(notice.text).not.toMatch(/Lettre de sortie|Pneumologie|séjour/);
  });

  it('Camille signs in in a real browser and sees all three', async () => {
    await signInByHand(page, passerelle.doors, camille);
    await page.goto(`${passerelle.url}/documents`);
    await page.getByText('Biologie de novembre').first().waitFor();
    await page.goto(`${passerelle.url}/vaccinations`);
    await page
      .getByText(/antigrippal|Grippe/i)
      .first()
      .waitFor();
    await page.goto(`${passerelle.url}/messages`);
    await page.getByText('Lettre de sortie').first().click();
    await page.getByText('Lettre de liaison').first().waitFor();
  });

  it('she answers, and the reply reaches the hospital in the same thread', async () => {
    await page.getByRole('textbox').first().fill('Merci, je viendrai au contrôle.');
    await page.getByRole('button', { name: /^Envoyer/ }).click();
    const reply = await awaitMail(passerelle.doors, 'pneumologie@chu-valombre.example', (mail) => mail);
    expect(reply.text).toContain('Merci, je viendrai au contrôle.');
    expect(reply.inReplyTo).toBeTruthy();
    expect(reply.references).toContain(reply.inReplyTo);
  });

  it('she hides the report, and another doctor whom she authorises does not see it', async () => {
    const { call } = await signIn(passerelle.doors, camille);
    await page.goto(`${passerelle.url}/documents`);
    await page
      .getByRole('link', { name: /Biologie de novembre/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Masquer' }).first().click();
    await page
      .getByText(/est masqué aux soignants/)
      .first()
      .waitFor();
    const other = await openSoftware(passerelle.doors, professionals[1].rpps);
    expect(await other.find(camille.ins)).toBe(patient);
    await call('PUT /api/access/professionals/:rpps', {
      params: { rpps: professionals[1].rpps },
      body: { status: 'authorised' },
    });
    const bundle = (await (await other.ask('GET', `DocumentReference?patient=${patient}`)).json()) as Bundle;
    expect(JSON.stringify(bundle)).not.toContain('Biologie de novembre');
  });

  it('she blocks her doctor, whose next request is refused', async () => {
    await page.goto(`${passerelle.url}/access`);
    await page.getByRole('button', { name: 'Bloquer : Hélène Faure' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Bloquer' }).click();
    await page.getByText('Hélène Faure est bloqué.').first().waitFor();
    const refused = await software.ask('GET', `Condition?patient=${patient}`);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('bloqué');
  });

  it('the trail shows every step, to her and to the operator, and holds', async () => {
    const { call } = await signIn(passerelle.doors, camille);
    const { pages } = await call('GET /api/access/log', { query: {} });
    const all = Array.from({ length: pages }, (_, index) =>
      call('GET /api/access/log', { query: { page: index + 1 } }),
    );
    const lines = (await Promise.all(all)).flatMap((page) => page.lines);
    const seen = new Set(lines.map(({ action, outcome }) => `${action} ${outcome}`));
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'document.add success',
        'vaccination.add success',
        'consent.add success',
        'message.add success',
        'disease.search refused',
      ]),
    );
    const verified = await admin(passerelle.doors, 'audit', 'verify');
    expect(verified.code, verified.output).toBe(0);
  });

  it('nothing of it is in the logs', async () => {
    expect(passerelle.output()).not.toMatch(new RegExp(`${camille.ins}|MOREAU|Biologie de novembre|Lettre de sortie`));
    expect((await mailsTo(passerelle.doors, camille.email)).every(({ text }) => !text.includes(camille.ins))).toBe(
      true,
    );
  });
});
