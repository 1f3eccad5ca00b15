import { matriculeFor, person, type InsuredPerson, type Line } from './person.ts';

const LEA: Line = {
  names: ['MARCHAND', 'LÉA ROSE'],
  gender: 'female',
  birthDate: '2014-09-12',
  birthPlace: ['49007', 'Angers'],
  rank: 118,
  card: ['no-photo', '90214417'],
  hasMail: false,
};

const HUGO: Line = {
  names: ['MARCHAND', 'HUGO PAUL'],
  gender: 'male',
  birthDate: '2019-03-28',
  birthPlace: ['49007', 'Angers'],
  rank: 54,
  card: ['no-photo', '90214425'],
  hasMail: false,
};

const INES: Line = {
  names: ['BENALI', 'INÈS NOUR'],
  gender: 'female',
  birthDate: '2010-06-03',
  birthPlace: ['44109', 'Nantes'],
  rank: 301,
  card: ['photo', '80770146225'],
  hasMail: false,
};

const ADAM: Line = {
  names: ['BENALI', 'ADAM ELIAS'],
  gender: 'male',
  birthDate: '2016-11-19',
  birthPlace: ['44109', 'Nantes'],
  rank: 87,
  card: ['no-photo', '80770153'],
  hasMail: false,
};

const MARCHANDS = [LEA, HUGO].map(matriculeFor);
const BENALIS = [INES, ADAM].map(matriculeFor);

const LINES: readonly Line[] = [
  {
    names: ['LEFEBVRE', 'CAMILLE ANNE MARIE', 'MARCHAND'],
    gender: 'female',
    birthDate: '1984-05-17',
    birthPlace: ['33063', 'Bordeaux'],
    rank: 212,
    card: ['photo', '80250117446'],
    phone: '1204',
    isOpen: true,
    minors: MARCHANDS,
  },
  {
    names: ['MARCHAND', 'JULIEN PIERRE'],
    gender: 'male',
    birthDate: '1982-01-30',
    birthPlace: ['49007', 'Angers'],
    rank: 33,
    card: ['photo', '80250117453'],
    phone: '1205',
    isOpen: true,
    minors: MARCHANDS,
  },
  {
    names: ['ROUX', 'BERNARD JEAN'],
    gender: 'male',
    birthDate: '1951-10-08',
    birthPlace: ['35238', 'Rennes'],
    rank: 145,
    card: ['no-photo', '4410098273'],
    phone: '1310',
    isOpen: true,
  },
  {
    names: ['EL AMRANI', 'SALMA', 'BENALI'],
    gender: 'female',
    birthDate: '1988-12-02',
    birthPlace: ['99350', 'Maroc'],
    rank: 76,
    card: ['photo', '80770146217'],
    phone: '1422',
    isOpen: true,
    minors: BENALIS,
  },
  {
    names: ['BENALI', 'KARIM YANIS'],
    gender: 'male',
    birthDate: '1986-07-24',
    birthPlace: ['69123', 'Lyon'],
    rank: 409,
    card: ['photo', '80770146209'],
    phone: '1423',
    isOpen: true,
    minors: BENALIS,
  },
  {
    names: ['SANTONI', 'MARIE-ANGE'],
    gender: 'female',
    birthDate: '1969-04-11',
    birthPlace: ['2A004', 'Ajaccio'],
    rank: 21,
    card: ['photo', '81330054128'],
    phone: '1507',
    isOpen: true,
  },
  {
    names: ['GUILLOU', 'YANN'],
    gender: 'male',
    birthDate: '1997-02-14',
    birthPlace: ['29019', 'Brest'],
    rank: 9,
    card: ['photo', '81330061214'],
    phone: '1616',
  },
  {
    names: ['DUBOIS', 'JEANNE LOUISE', 'GARNIER'],
    gender: 'female',
    birthDate: '1938-08-21',
    birthPlace: ['59350', 'Lille'],
    rank: 260,
    card: ['no-photo', '38082159'],
    hasMail: false,
  },
  {
    names: ['NGUYEN', 'THOMAS MINH'],
    gender: 'male',
    birthDate: '2001-11-05',
    birthPlace: ['31555', 'Toulouse'],
    rank: 187,
    card: ['photo', '81330075507'],
    phone: '1718',
  },
  {
    names: ['COLOMBANI', 'PAUL ANTOINE'],
    gender: 'male',
    birthDate: '1975-03-03',
    birthPlace: ['2B033', 'Bastia'],
    rank: 14,
    card: ['photo', '81330080135'],
    phone: '1819',
  },
  LEA,
  HUGO,
  INES,
  ADAM,
];

/** Ten adults, of whom two couples have minors, and four minors; the first six adults have an open space. */
export const people: readonly InsuredPerson[] = LINES.map(person);
