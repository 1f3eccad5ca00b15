import { matriculeOf } from '@passerelle/fhir-mappings';
import { adultCount, people, professionals } from '../demo/people.ts';
import type { Environment } from './collection.ts';

const [camille, , , thierry] = people;
const newcomer = people[adultCount - 1];
const [helene, , nadia, , , hugo, claire] = professionals;

/** `npm start` with the demo town. */
export const demoEnvironment: Environment = {
  baseUrl: 'http://localhost:8080',
  issuer: 'http://localhost:9000',
  catcherUrl: 'http://localhost:8025',
  metricsUrl: 'http://127.0.0.1:9464',
  clientId: 'demo-software',
  briefClientId: 'demo-software-brief',
  otherAudience: 'https://autre-service.example/api',
  rpps: helene.rpps,
  physioRpps: hugo.rpps,
  emergencyRpps: nadia.rpps,
  regulatorRpps: claire.rpps,
  ins: camille.ins,
  unknownIns: matriculeOf('1990175056001'),
  patientIdentifier: camille.identifier,
  patientPassword: camille.password,
  patientEmail: camille.email,
  otherPatientIdentifier: thierry?.identifier ?? '',
  otherPatientEmail: thierry?.email ?? '',
  newcomerIns: newcomer?.ins ?? '',
  newcomerCard: newcomer?.card ?? '',
  newcomerSerial: newcomer?.serial ?? '',
  newcomerEmail: newcomer?.email ?? '',
  newcomerIdentifier: newcomer?.identifier ?? '',
};
