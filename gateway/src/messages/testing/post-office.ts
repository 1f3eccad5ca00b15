import { createHash, randomUUID } from 'node:crypto';
import { ask } from '../../../testing/ask.ts';
import { testClock } from '../../../testing/clock.ts';
import { openTown, type Town } from '../../../testing/town.ts';
import { readRules } from '../../access/rules.ts';
import type { BridgeRoutes, IncomingMail } from '../../client/index.ts';
import { contentTypeOf } from '../../files/detect.ts';
import { serveBridge } from '../bridge-routes.ts';
import { serveMessages } from '../routes.ts';

/** Where mails come in and go out: a town that knows a hospital and a doctor of it. */
export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>;

export const mssDomain = 'patient.example';

export async function openPostOffice() {
  const { clock, pass } = testClock('2026-05-01T08:00:00Z');
  const told: string[] = [];
  const town = await openTown((fhir) => (patient) => readRules(fhir, patient));
  await know(town);
  let people = 0;
  /** Somebody with an open space, her portal, and the bridge. */
  const exchange = async () => {
    people += 1;
    const ins = `2790351215${String(10_000 + people)}`;
    const patient = await town.person('Awa Diallo', ins);
    const notify = async (who: string) => void told.push(who);
    const parts = { ...town, mssDomain, clock, contentTypeOf, notify };
    const portal = await town.app((scope) => serveMessages(scope, parts), patient);
    const gate = await town.app((scope) => serveBridge(scope, parts), { kind: 'bridge', sender: 'bridge' });
    return { patient, address: `${ins}@${mssDomain}`, call: ask(portal), bridge: ask<BridgeRoutes>(gate), gate };
  };
  return {
    ...{ town, exchange },
    /** Patients who were told of a message, in order. */
    told,
    /** Lets minutes pass. */
    later: pass,
    close: () => town.close(),
  };
}

async function know({ database }: Town): Promise<void> {
  const hospital = { finess: '750712184', name: 'Hôpital Lariboisière', mail_domains: ['hopital.example'] };
  await database.insertInto('organization').values(hospital).execute();
  const martin = { rpps: '10001234567', name: 'Dr Claire Martin', profession: '10', mail: 'c.martin@hopital.example' };
  await database
    .insertInto('professional')
    .values({ ...martin, specialty: null, organization: null })
    .execute();
}

/** A PDF as small as can be. */
export const pdf = Buffer.from(
  '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n',
);
export const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');

/** A letter of the hospital’s cardiology, as the bridge hands it over. */
export function mail(to: string, more: Partial<IncomingMail> = {}): IncomingMail {
  const from = { name: 'Service de cardiologie', address: 'cardio@hopital.example' };
  return {
    digest: createHash('sha256').update(randomUUID()).digest('hex'),
    envelope: { from: from.address, to },
    ...{ messageId: `<${randomUUID()}@hopital.example>`, references: [], from, subject: 'Lettre de sortie' },
    ...{
      text: 'Bonjour Madame,\nvotre lettre de sortie.',
      sentAt: '2026-05-01T07:59:00Z',
      receivedAt: '2026-05-01T08:00:00Z',
    },
    ...{ ends: false, attachments: [] },
    ...more,
  };
}
/** A file of such a letter. */
export const letter = { name: 'Lettre de liaison - 2026.pdf', contentType: 'application/pdf', bytes: base64(pdf) };
