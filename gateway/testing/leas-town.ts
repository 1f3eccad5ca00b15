import type { DocumentReference } from '@medplum/fhirtypes';
import type { Action } from '../src/access/action.ts';
import type { SpaceLine } from '../src/access/audit-line.ts';
import type { PatientCaller } from '../src/access/caller.ts';
import type { ApiRoutes, CallError } from '../src/client/index.ts';
import type { Call } from '../src/client/call.ts';
import { serveConsents } from '../src/consents/routes.ts';
import { serveDocuments } from '../src/documents/routes.ts';
import { documentResources } from '../src/entries/filed-document.ts';
import { seenAs } from '../src/fhir-api/labels.ts';
import { Images } from '../src/files/images.ts';
import { serveMeasures } from '../src/measures/routes.ts';
import { serveMessages } from '../src/messages/routes.ts';
import { serveProfile } from '../src/profile/routes.ts';
import { serveVaccinations } from '../src/vaccinations/routes.ts';
import { ask } from './ask.ts';
import { testClock } from './clock.ts';
import { doctor, openTown, type Town } from './town.ts';

/** Awa, of age, and her daughter Léa, who is not. */
export interface MotherAndDaughter {
  awa: PatientCaller;
  lea: PatientCaller;
  /** Awa, in Léa's space. */
  awaForLea: PatientCaller;
}
/** A town where Awa represents Léa, whose doctor deposits documents. */
export interface LeasTown extends Town {
  time: ReturnType<typeof testClock>;
  /** Another Awa and another Léa, in whose space nothing is yet. */
  anew: () => Promise<MotherAndDaughter>;
  /** What somebody asks in the portal. */
  portal: (caller: PatientCaller) => Promise<Call<ApiRoutes>>;
  /** What the doctor deposits, for Léa unless for another, with these codes of visibility. @returns the id of the document */
  deposit: (labels: string[], whose?: PatientCaller) => Promise<string>;
  /** What the doctor asks for, of Léa unless of another. */
  asDoctor: (action: Action, target: string, patient?: string) => ReturnType<typeof attemptOf>;
  /** Lines of audit about a patient, the oldest first. */
  lines: (patient: string) => Promise<SpaceLine[]>;
}

export const hiddenFromKin = ['INVISIBLE_REPRESENTANTS_LEGAUX'];

/** All that an answer says, or a refusal. */
export const said = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'answered',
    ({ status, code, texts }: CallError) => JSON.stringify({ status, code, texts }),
  );

export async function openLeasTown(): Promise<LeasTown> {
  const time = testClock('2026-03-02T09:00:00Z');
  const town = await openTown(undefined, time.clock);
  const images = new Images();
  let lea: PatientCaller;
  return {
    ...{ ...town, time },
    anew: async () => {
      const awa = await town.person('Awa Diallo');
      lea = await town.person('Léa Diallo', undefined, '2010-09-15');
      return { awa, lea, awaForLea: await town.representing(awa, lea) };
    },
    portal: async (caller) =>
      ask(
        await town.app((scope) => {
          serveDocuments(scope, { ...town, clock: time.clock, images });
          serveConsents(scope, { ...town, clock: time.clock });
          serveProfile(scope, town);
          serveVaccinations(scope, town);
          serveMeasures(scope, town);
          serveMessages(scope, { ...town, clock: time.clock, mssDomain: 'patient.mssante.fr' });
        }, caller),
      ),
    deposit: (labels, { patient } = lea) => deposit(town, time.clock(), patient, labels),
    asDoctor: (action, target, patient = lea.patient) => attemptOf(action, target, patient),
    lines: async (patient) => {
      const lines = town.database.selectFrom('audit_line').select('line').where('patient', '=', patient);
      return (await lines.orderBy('seq').execute()).map(({ line }) => JSON.parse(line) as SpaceLine);
    },
  };
}

const attemptOf = (action: Action, target: string, patient: string) => ({
  ...{ caller: doctor(), action, patient, target, request: 'r' },
});

let deposited = 0;

async function deposit(town: Town, at: Date, patient: string, labels: string[]): Promise<string> {
  deposited += 1;
  const ids = { document: crypto.randomUUID(), binary: crypto.randomUUID() };
  const made = documentResources({
    ...{ ids, patient, author: { kind: 'professional', rpps: doctor().rpps, name: doctor().name } },
    details: { name: `Compte rendu ${deposited}`, date: '2026-03-01', category: 'report', hidden: false },
    ...{ file: { contentType: 'text/plain', bytes: Buffer.from(`Contraception ${deposited}`) }, at },
  });
  const system =
    'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument';
  const label = (code: string) => ({ coding: [{ system, code }] });
  const resource: DocumentReference = {
    ...made.document,
    securityLabel: [...(made.document.securityLabel ?? []), ...labels.map(label)],
  };
  const put = (url: string) => ({ method: 'PUT', url }) as const;
  const how = { seen: seenAs(resource), fresh: true };
  await town.enter(attemptOf('document.add', 'DocumentReference', patient), (record) =>
    record.transact([
      { resource, request: put(`DocumentReference/${ids.document}`), ...how },
      { resource: made.binary, request: put(`Binary/${ids.binary}`), ...how },
    ]),
  );
  return ids.document;
}
