import { bundles, refusals } from './folders/bundles.ts';
import { documents } from './folders/documents.ts';
import { discovery, professional } from './folders/entrance.ts';
import { access, portalDocuments, profile, session } from './folders/portal.ts';
import { records } from './folders/records.ts';

/** Variables that a vendor sets for their own installation; the values are those of `npm start` with the demo town. */
export interface Environment {
  baseUrl: string;
  issuer: string;
  catcherUrl: string;
  clientId: string;
  rpps: string;
  ins: string;
  patientIdentifier: string;
  patientPassword: string;
  patientEmail: string;
}

/** The collection, a folder a feature, in the order in which it runs. */
export const collection = {
  info: {
    name: 'Passerelle',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    description:
      'Everything of Passerelle that has an HTTP face, with tests in every request. Choose an environment, then run the folders in order.',
  },
  item: [discovery, professional, ...records, documents, bundles, refusals, session, profile, portalDocuments, access],
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
