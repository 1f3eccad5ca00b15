import fc from 'fast-check';
import {
  INS_KINDS,
  keysOf,
  matriculeOf,
  PROFESSIONS,
  type Ins,
  type Organisation,
  type PatientIdentity,
  type Professional,
} from '../src/index.ts';
import { finess, lineOfText, partialDate, rpps } from './basic.ts';

const first13 = fc
  .tuple(
    fc.stringMatching(/^[1-478][0-9]{4}$/),
    fc.constantFrom('75', '33', '2A', '2B', '99', '35'),
    fc.stringMatching(/^[0-9]{6}$/),
  )
  .map((parts) => parts.join(''));

/** An INS with its right key. */
export const ins: fc.Arbitrary<Ins> = fc.record({
  matricule: first13.map(matriculeOf),
  kind: fc.constantFrom(...keysOf(INS_KINDS)),
});

export const mailAddress = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9.]{0,20}$/), fc.stringMatching(/^[a-z]{2,12}$/))
  .map(([local, domain]) => `${local}@${domain}.example`);
export const phoneNumber = fc.stringMatching(/^06 39 98 [0-9]{2} [0-9]{2}$/);
export const birthPlaceCode = fc.stringMatching(/^([0-9]{2}|2A|2B)[0-9]{3}$/);

export const patientIdentity: fc.Arbitrary<PatientIdentity> = fc.record(
  {
    ins,
    validated: fc.boolean(),
    birthName: lineOfText(100),
    givenName: lineOfText(100),
    givenNames: lineOfText(200),
    usedName: lineOfText(100),
    usedGivenName: lineOfText(100),
    gender: fc.constantFrom('male', 'female', 'unknown'),
    birthDate: partialDate,
    birthPlace: fc.record({ code: birthPlaceCode, name: lineOfText(100) }, { requiredKeys: ['code'] }),
    email: mailAddress,
    phone: phoneNumber,
    mssAddress: mailAddress,
    active: fc.boolean(),
  },
  { requiredKeys: ['validated', 'birthName', 'givenName', 'gender', 'birthDate'] },
);

export const professionalEntry: fc.Arbitrary<Professional> = fc.record(
  {
    rpps,
    idnps: rpps.map((number) => `8${number}`),
    familyName: lineOfText(100),
    givenName: lineOfText(100),
    civility: fc.constantFrom('M', 'MME'),
    title: fc.constantFrom('Dr', 'Pr'),
    profession: fc.constantFrom(...keysOf(PROFESSIONS)).map(String),
    specialty: fc.constantFrom('SM04', 'SM26', 'SM54'),
    mssAddress: mailAddress,
  },
  { requiredKeys: ['rpps', 'familyName'] },
);

export const organisationEntry: fc.Arbitrary<Organisation> = fc.record(
  {
    finess,
    name: lineOfText(150),
    mailDomains: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,10}\.example$/), { minLength: 1, maxLength: 3 }),
    sector: fc.constantFrom('SA01', 'SA07', 'SA25'),
  },
  { requiredKeys: ['finess', 'name'] },
);
