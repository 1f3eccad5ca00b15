import { describe } from 'vitest';
import { allergyEntry, diseaseEntry, measureEntry, treatmentEntry, vaccinationEntry } from '../testing/entries.ts';
import { foreignObservation } from '../testing/foreign-measure.ts';
import { foreignAllergyIntolerance, foreignCondition, foreignMedicationStatement } from '../testing/foreign-profile.ts';
import { foreignImmunization } from '../testing/foreign-vaccination.ts';
import { recorded } from '../testing/basic.ts';
import { obeysTheLaws } from '../testing/laws.ts';
import { allergy, disease, measure, treatment, vaccination } from './index.ts';

describe('a disease (D1)', () => obeysTheLaws(disease, recorded(diseaseEntry), foreignCondition));
describe('a treatment (D2)', () => obeysTheLaws(treatment, recorded(treatmentEntry), foreignMedicationStatement));
describe('an allergy (D5)', () => obeysTheLaws(allergy, recorded(allergyEntry), foreignAllergyIntolerance));
describe('a vaccination (D6)', () => obeysTheLaws(vaccination, recorded(vaccinationEntry), foreignImmunization));
describe('a measure (D9)', () => obeysTheLaws(measure, recorded(measureEntry), foreignObservation));
