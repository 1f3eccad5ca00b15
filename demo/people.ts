import { matriculeOf } from '@passerelle/fhir-mappings';
import type { Person } from './actors/patient.ts';

/** An insured person of the town as the insurer's register knows them. */
export interface Townsperson extends Person {
  birthName: string;
  firstNames: string;
  usedName?: string;
  sex: 'female' | 'male';
  birthDate: string;
  /** INSEE code of the commune */
  birthPlace: string;
  mobile?: string;
  /** INS of the adults to whom a minor is attached */
  attachedTo?: string[];
}

type Known = Omit<Townsperson, 'ins' | 'email' | 'identifier' | 'password'> & { order: string };

/** The password of every demo account: nothing but the demo town opens with it. */
export const demoPassword = 'Passerelle-2026!';

function townsperson({ order, ...known }: Known): Townsperson {
  const [year = '', month = ''] = known.birthDate.split('-');
  const ins = matriculeOf(`${known.sex === 'male' ? 1 : 2}${year.slice(2)}${month}${known.birthPlace}${order}`);
  const handle = `${known.firstNames.split(' ')[0]}.${known.usedName ?? known.birthName}`
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
    .replaceAll(' ', '-');
  return { ...known, ins, email: `${handle}@courriel.example`, identifier: handle, password: demoPassword };
}

const adults = [
  {
    birthName: 'MOREAU',
    firstNames: 'Camille Anne',
    sex: 'female',
    birthDate: '1979-03-28',
    birthPlace: '69123',
    order: '041',
    card: 'with-photo',
    serial: '10234567891',
    mobile: '+33639980101',
  },
  {
    birthName: 'BENALI',
    firstNames: 'Karim',
    sex: 'male',
    birthDate: '1975-11-02',
    birthPlace: '13055',
    order: '118',
    card: 'with-photo',
    serial: '20345678912',
    mobile: '+33639980102',
  },
  {
    birthName: 'LEROY',
    firstNames: 'Jeanne Marie',
    usedName: 'DUVAL',
    sex: 'female',
    birthDate: '1948-06-14',
    birthPlace: '35238',
    order: '007',
    card: 'without-photo',
    serial: '30456789',
    mobile: '+33639980103',
  },
  {
    birthName: 'NGUYEN',
    firstNames: 'Thierry',
    sex: 'male',
    birthDate: '1990-01-20',
    birthPlace: '31555',
    order: '212',
    card: 'with-photo',
    serial: '40567891234',
  },
  {
    birthName: 'PETIT',
    firstNames: 'Sophie',
    sex: 'female',
    birthDate: '1986-09-05',
    birthPlace: '44109',
    order: '063',
    card: 'with-photo',
    serial: '50678912345',
    mobile: '+33639980105',
  },
  {
    birthName: 'PETIT',
    firstNames: 'Marc',
    sex: 'male',
    birthDate: '1984-12-17',
    birthPlace: '44109',
    order: '090',
    card: 'without-photo',
    serial: '607891234567',
  },
  {
    birthName: 'SANTINI',
    firstNames: 'Ghjulia',
    sex: 'female',
    birthDate: '1968-04-09',
    birthPlace: '2A004',
    order: '015',
    card: 'with-photo',
    serial: '70891234567',
  },
  {
    birthName: 'DIALLO',
    firstNames: 'Aminata',
    sex: 'female',
    birthDate: '1995-07-30',
    birthPlace: '75114',
    order: '301',
    card: 'with-photo',
    serial: '80912345678',
    mobile: '+33639980108',
  },
  {
    birthName: 'GARNIER',
    firstNames: 'Paul Henri',
    sex: 'male',
    birthDate: '1939-02-11',
    birthPlace: '21231',
    order: '019',
    card: 'without-photo',
    serial: '90123456',
  },
] as const satisfies readonly Known[];

const townspeople = adults.map(townsperson);
const insOf = (index: number): string => townspeople[index]?.ins ?? '';

const minors = [
  {
    birthName: 'PETIT',
    firstNames: 'Léo',
    sex: 'male',
    birthDate: '2014-05-03',
    birthPlace: '44109',
    order: '140',
    card: 'without-photo',
    serial: '607891234567',
    attachedTo: [insOf(4), insOf(5)],
  },
  {
    birthName: 'PETIT',
    firstNames: 'Zoé',
    sex: 'female',
    birthDate: '2018-10-22',
    birthPlace: '44109',
    order: '141',
    card: 'without-photo',
    serial: '607891234567',
    attachedTo: [insOf(4), insOf(5)],
  },
  {
    birthName: 'BENALI',
    firstNames: 'Inès',
    sex: 'female',
    birthDate: '2009-01-08',
    birthPlace: '13055',
    order: '119',
    card: 'with-photo',
    serial: '20345678912',
    attachedTo: [insOf(1)],
  },
  {
    birthName: 'BENALI',
    firstNames: 'Yanis',
    sex: 'male',
    birthDate: '2012-08-25',
    birthPlace: '13055',
    order: '120',
    card: 'with-photo',
    serial: '20345678912',
    attachedTo: [insOf(1)],
  },
] as const satisfies readonly Known[];

/** The insured persons of the town; the first eight open their spaces. */
export const people = [...townspeople, ...minors.map(townsperson)] as [Townsperson, ...Townsperson[]];
export const adultCount = adults.length;

const columns = {
  ins: (person: Townsperson) => person.ins,
  ins_oid: () => '1.2.250.1.213.1.4.11',
  birth_name: (person: Townsperson) => person.birthName,
  first_names: (person: Townsperson) => person.firstNames,
  used_name: (person: Townsperson) => person.usedName ?? '',
  used_first_name: () => '',
  sex: (person: Townsperson) => person.sex,
  birth_date: (person: Townsperson) => person.birthDate,
  birth_place: (person: Townsperson) => person.birthPlace,
  card: (person: Townsperson) => person.card,
  card_serial: (person: Townsperson) => person.serial,
  email: (person: Townsperson) => (person.attachedTo ? '' : person.email),
  mobile: (person: Townsperson) => person.mobile ?? '',
  attached_to: (person: Townsperson) => (person.attachedTo ?? []).join(' '),
};

/** The register's file: `npm run admin -- insured import`. */
export const insuredCsv = (persons: readonly Townsperson[]): string =>
  [
    Object.keys(columns).join(','),
    ...persons.map((person) =>
      Object.values(columns)
        .map((cell) => cell(person))
        .join(','),
    ),
  ].join('\n');

/** Hospitals by FINESS number, with the domains that they may send mail from. */
export const hospitals = [
  { finess: '690000013', name: 'CHU de Valombre', domain: 'chu-valombre.example' },
  { finess: '690000021', name: 'Clinique des Tilleuls', domain: 'clinique-tilleuls.example' },
] as const;

export const hospitalsCsv = [
  'finess,name,mail_domains',
  ...hospitals.map(({ finess, name, domain }) => `${finess},${name},${domain}`),
].join('\n');

/** Professionals of six professions, and a doctor of the SAMU's regulation; they sign in at the embedded identity provider. */
export const professionals = [
  {
    rpps: '10100000011',
    givenName: 'Hélène',
    familyName: 'Faure',
    civility: 'MME',
    profession: '10',
    specialty: 'SM54',
    password: demoPassword,
  },
  {
    rpps: '10100000029',
    givenName: 'Antoine',
    familyName: 'Mercier',
    civility: 'M',
    profession: '10',
    specialty: 'SM04',
    password: demoPassword,
    organization: { name: 'CHU de Valombre', finess: '690000013' },
  },
  {
    rpps: '10100000037',
    givenName: 'Nadia',
    familyName: 'Roche',
    civility: 'MME',
    profession: '60',
    password: demoPassword,
  },
  {
    rpps: '10100000045',
    givenName: 'Luc',
    familyName: 'Perrin',
    civility: 'M',
    profession: '21',
    password: demoPassword,
  },
  {
    rpps: '10100000052',
    givenName: 'Élise',
    familyName: 'Vidal',
    civility: 'MME',
    profession: '50',
    password: demoPassword,
  },
  {
    rpps: '10100000060',
    givenName: 'Hugo',
    familyName: 'Lemoine',
    civility: 'M',
    profession: '70',
    password: demoPassword,
  },
  {
    rpps: '10100000078',
    givenName: 'Claire',
    familyName: 'Ferrand',
    civility: 'MME',
    profession: '10',
    password: demoPassword,
    regulation: true,
    organization: { name: 'SAMU de Valombre', finess: '690000039' },
  },
] as const;

/** The directory's file: `npm run admin -- professionals import`. */
export const professionalsCsv = [
  'rpps,civility,surname,first_name,profession,specialty,finess',
  ...professionals.map((one) =>
    [
      ...[one.rpps, one.civility, one.familyName, one.givenName, one.profession],
      'specialty' in one ? one.specialty : '',
      'organization' in one ? one.organization.finess : '',
    ].join(','),
  ),
].join('\n');
