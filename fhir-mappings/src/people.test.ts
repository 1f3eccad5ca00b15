import { describe } from 'vitest';
import { foreignOrganization, foreignPatient, foreignPractitioner } from '../testing/foreign-people.ts';
import { obeysTheLaws } from '../testing/laws.ts';
import { organisationEntry, patientIdentity, professionalEntry } from '../testing/people.ts';
import { organisation, patient, professional } from './index.ts';

describe('a patient with the traits of the INS', () => obeysTheLaws(patient, patientIdentity, foreignPatient));
describe('a professional (0.2)', () => obeysTheLaws(professional, professionalEntry, foreignPractitioner));
describe('an organisation (0.3)', () => obeysTheLaws(organisation, organisationEntry, foreignOrganization));
