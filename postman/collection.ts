import { access } from './folders/access.ts';
import { bundles, refusals } from './folders/bundles.ts';
import { conditional } from './folders/conditional.ts';
import { consents } from './folders/consent.ts';
import { documents } from './folders/documents.ts';
import { family } from './folders/family.ts';
import { discovery, professional } from './folders/entrance.ts';
import { emergencies } from './folders/emergency.ts';
import { messages } from './folders/messages.ts';
import { nothingToDeclare } from './folders/nothing.ts';
import { firstTime } from './folders/first-time.ts';
import { identity, patientIdentity } from './folders/patient.ts';
import { opening } from './folders/opening.ts';
import { portalDocuments } from './folders/portal-documents.ts';
import { professions } from './folders/professions.ts';
import { profile } from './folders/profile.ts';
import { records } from './folders/records.ts';
import { searching } from './folders/search.ts';
import { session, signOut } from './folders/session.ts';
import { settings } from './folders/settings.ts';
import { waysIn } from './folders/ways-in.ts';
import type { Folder } from './request.ts';

/** Variables that a vendor sets for their own installation; the values are those of `npm start` with the demo town. */
export interface Environment {
  baseUrl: string;
  issuer: string;
  catcherUrl: string;
  metricsUrl: string;
  clientId: string;
  /** A client that gets tokens of one second. */
  briefClientId: string;
  /** A service that is not this one. */
  otherAudience: string;
  /** A doctor, a physiotherapist, a nurse, and a doctor of the SAMU's regulation. */
  rpps: string;
  physioRpps: string;
  emergencyRpps: string;
  regulatorRpps: string;
  ins: string;
  /** Of nobody here. */
  unknownIns: string;
  patientIdentifier: string;
  patientPassword: string;
  patientEmail: string;
  /** Another patient with the same password, whose profile is empty. */
  otherPatientIdentifier: string;
  otherPatientEmail: string;
  /** A person of the register who has no space yet. */
  newcomerIns: string;
  newcomerCard: string;
  newcomerSerial: string;
  newcomerEmail: string;
  newcomerIdentifier: string;
}

const ending: Folder = { name: 'end', description: 'B5: the session ends.', item: signOut };

/** The collection, a folder a feature, in the order in which it runs. */
export const collection = {
  info: {
    name: 'Passerelle',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    description:
      'Everything of Passerelle that has an HTTP face, with tests in every request. Choose an environment, then run the folders in order.',
  },
  item: [
    ...[discovery, professional, patientIdentity, consents, identity, ...records, searching, conditional],
    ...[
      documents,
      bundles,
      refusals,
      opening,
      session,
      waysIn,
      settings,
      family,
      firstTime,
      profile,
      portalDocuments,
      messages,
      access,
      emergencies,
      professions,
    ],
    ...[ending, nothingToDeclare],
  ],
  variable: ['token', 'patientId'].map((key) => ({ key, value: '' })),
};

export const environmentFile = (name: string, environment: Environment): object => ({
  name,
  values: Object.entries(environment).map(([key, value]) => ({
    key,
    value,
    enabled: true,
    type: /secret|password/i.test(key) ? 'secret' : 'default',
  })),
  _postman_variable_scope: 'environment',
});
