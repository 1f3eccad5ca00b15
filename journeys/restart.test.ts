import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordsAt } from '@passerelle/fhir-mappings/demo-town';
import { sendLetter } from '../demo/actors/hospital.ts';
import { admin } from '../demo/actors/operator.ts';
import { signIn, type Browser } from '../demo/actors/patient.ts';
import { openSoftware } from '../demo/actors/professional.ts';
import { deposits } from '../demo/deposits.ts';
import { people, professionals } from '../demo/people.ts';
import { contentsOf } from './testing/contents.ts';
import { startPasserelle, type Passerelle } from './testing/passerelle.ts';
import { childOf, eventually, processesOf, runs, type Part } from './testing/processes.ts';

const [camille] = people;
/** What she wrote of her own hand; her doctor adds a document and a disease, the hospital's letter a document. */
const [hers] = recordsAt('2026-05-17');
const documentsOfCamille = hers.documents.length + 2;
const weights = hers.measures.filter(({ kind }) => kind === 'weight').length;
const [helene] = professionals;

/** Generous: the aim is 5 s on a machine that has nothing else to do. */
const patience = 120_000;

describe('the demo town, started again on the same data', () => {
  let passerelle: Passerelle;

  const startAgain = async (): Promise<void> => {
    passerelle = await startPasserelle({ dataDir: passerelle.dataDir, demo: true });
  };
  const look = async (): Promise<Record<string, unknown>> => {
    const software = await openSoftware(passerelle.doors, helene.rpps);
    const browser = await signIn(passerelle.doors, camille);
    const patient = await software.find(camille.ins);
    const contents = await contentsOf({ doors: passerelle.doors, browser, software, patient });
    // One-time codes come by mail at each sign-in.
    return { ...contents, mails: undefined };
  };
  const letter = (subject: string) =>
    sendLetter(passerelle.doors, {
      from: 'Pneumologie <pneumologie@chu-valombre.example>',
      to: `${camille.ins}@${passerelle.mailDomain}`,
      subject,
      text: 'Bonjour, voici votre rendez-vous.',
    });
  /** Waits until the bridge holds nothing more, and counts the messages of that subject. */
  const lettersOf = async (subject: string): Promise<number> => {
    const health = `http://127.0.0.1:${passerelle.doors.env['BRIDGE_HEALTH_PORT']}/health/ready`;
    await eventually('the end of the bridge’s work', async () => {
      const { waiting, failed } = (await (await fetch(health)).json()) as { waiting: number; failed: number };
      return (waiting === 0 && failed === 0) || undefined;
    });
    const { call } = await signIn(passerelle.doors, camille);
    const { conversations } = await call('GET /api/messages', { query: {} });
    const found = conversations.filter((conversation) => conversation.subject === subject);
    return found.reduce((count, { messages }) => count + messages, 0);
  };

  beforeAll(async () => {
    passerelle = await startPasserelle({ demo: true });
    expect(await lettersOf('Lettre de liaison à la sortie')).toBe(1);
  }, 120_000);
  afterAll(() => passerelle.remove());

  it(
    'finds it all, and lets Camille sign in',
    async () => {
      const before = await look();
      expect(before).toMatchObject({ documents: { total: documentsOfCamille } });
      await passerelle.stop();
      expect(passerelle.process.exitCode).toBe(0);
      await startAgain();
      expect(await look()).toEqual(before);
    },
    patience,
  );

  it.each<Part>(['gateway', 'bridge', 'starter', 'postgres'])(
    'after a kill of the %s starts clean, and has what was answered just before, once',
    async (part) => {
      const subject = `Rendez-vous ${part}`;
      const processes = processesOf(passerelle);
      const software = await openSoftware(passerelle.doors, helene.rpps);
      const [report] = deposits(await software.find(camille.ins), 0) as [Resource];
      const [stored] = await Promise.all([software.create(report), letter(subject)]);
      process.kill(processes[part], 'SIGKILL');

      // Without its database the gateway says so and waits for it; without any other part, all end by themselves.
      if (part === 'postgres') await passerelle.stop();
      const others = [processes.starter, processes.gateway, processes.bridge];
      await eventually('the end of the others', () => !others.some(runs) || undefined);
      await startAgain();

      const answer = await (
        await openSoftware(passerelle.doors, helene.rpps)
      ).ask('GET', `DocumentReference/${stored.id}`);
      expect(answer.status).toBe(200);
      expect(await lettersOf(subject)).toBe(1);
    },
    patience,
  );

  it(
    'makes the copy of a space anew that the gateway was killed at',
    async () => {
      const asking = await signIn(passerelle.doors, camille);
      const { id } = await asking.call('POST /api/exports');
      const copy = (call: Browser['call']) => call('GET /api/exports/:id', { params: { id } });
      const { gateway } = processesOf(passerelle);
      await eventually('its beginning', async () => (await copy(asking.call)).state === 'running' || undefined);
      process.kill(gateway, 'SIGKILL');
      await eventually('the end of the others', () => !runs(passerelle.process.pid ?? 0) || undefined);
      await startAgain();
      const { call } = await signIn(passerelle.doors, camille);
      expect((await copy(call)).state).toBe('running');
      const { digest } = await eventually(
        'the whole copy',
        () => copy(call).then((line) => (line.state === 'ready' ? line : undefined)),
        patience,
      );
      const zip = await call('GET /api/exports/:id/file', { params: { id } });
      expect(
        createHash('sha256')
          .update(Buffer.from(await zip.arrayBuffer()))
          .digest('hex'),
      ).toBe(digest);
    },
    2 * patience,
  );

  it('holds its audit chain through all of it', async () => {
    const verified = await admin(passerelle.doors, 'audit', 'verify');
    expect(verified.code, verified.output).toBe(0);
  });
});

describe('the first start, killed while it fills the town', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'passerelle-cut-'));
  let passerelle: Passerelle | undefined;
  afterAll(async () => {
    await passerelle?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('leaves nothing running, and the next one goes on to the same town', { timeout: 2 * patience }, async () => {
    const cut = expect(startPasserelle({ dataDir: folder, demo: true })).rejects.toThrow('ended before it was ready');
    const starter = await eventually('the starter', () => childOf(process.pid, 'start/main.ts'));
    // Eight codes to open a space and three to sign in: the patients have begun to write.
    await eventually('the mails of the town', () => mailsIn(folder) >= 11 || undefined, patience);
    const children = ['gateway', 'mssante-bridge'].map((part) => childOf(starter, `${part}/src/main.ts`) ?? 0);
    process.kill(starter, 'SIGKILL');
    await cut;
    await eventually('the end of its children', () => !children.some(runs) || undefined);
    await eventually(
      'the end of its database',
      () => !existsSync(path.join(folder, 'postgres/postmaster.pid')) || undefined,
      patience,
    );

    passerelle = await startPasserelle({ dataDir: folder, demo: true });
    const { call } = await signIn(passerelle.doors, camille);
    // The hospital's letter is filed a moment after its 250.
    await eventually('her documents', async () => {
      const { total } = await call('GET /api/documents', { query: {} });
      expect(total).toBeLessThanOrEqual(documentsOfCamille);
      return total === documentsOfCamille || undefined;
    });
    expect((await call('GET /api/profile/diseases')).entries).toHaveLength(hers.diseases.length + 1);
    expect((await call('GET /api/measures', { query: { kind: 'weight' } })).entries).toHaveLength(weights);
  });
});

const mailsIn = (folder: string): number => {
  const catcher = path.join(folder, 'mail-catcher');
  return existsSync(catcher) ? readdirSync(catcher).filter((file) => file.endsWith('.json')).length : 0;
};
