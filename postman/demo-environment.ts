import { people, professionals } from '../demo/people.ts';
import type { Environment } from './collection.ts';

const [camille] = people;
const [helene] = professionals;

/** `npm start` with the demo town. */
export const demoEnvironment: Environment = {
  baseUrl: 'http://localhost:8080',
  issuer: 'http://localhost:9000',
  catcherUrl: 'http://localhost:8025',
  clientId: 'demo-software',
  rpps: helene.rpps,
  ins: camille.ins,
  patientIdentifier: camille.identifier,
  patientPassword: camille.password,
  patientEmail: camille.email,
};
