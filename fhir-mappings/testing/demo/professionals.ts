import type { Organisation, Professional } from '../../src/index.ts';

/** A professional with the place where they work. */
export interface DemoProfessional extends Professional {
  readonly givenName: string;
  readonly profession: string;
  readonly mssAddress: string;
  /** Name of the practice, or FINESS number of the hospital */
  readonly worksAt: string;
}

export const hospitals: readonly Organisation[] = [
  {
    finess: '990000138',
    name: 'Centre hospitalier de Valmont',
    mailDomains: ['ch-valmont.mssante.example'],
    sector: 'SA01',
  },
  {
    finess: '990000229',
    name: 'Clinique Saint-Roch',
    mailDomains: ['clinique-saint-roch.mssante.example', 'labo.clinique-saint-roch.mssante.example'],
    sector: 'SA01',
  },
];

const place = (name: string) => `${name}.mssante.example`;

/** Six professions; the numbers are of the range that test cards use. */
export const professionals: readonly DemoProfessional[] = [
  {
    rpps: '99700100011',
    idnps: '899700100011',
    familyName: 'FONTAINE',
    givenName: 'Claire',
    title: 'Dr',
    profession: '10',
    specialty: 'SM54',
    mssAddress: `claire.fontaine@${place('cabinet-des-halles')}`,
    worksAt: 'Cabinet des Halles',
  },
  {
    rpps: '99700100029',
    idnps: '899700100029',
    familyName: 'AUBERT',
    givenName: 'Philippe',
    title: 'Dr',
    profession: '10',
    specialty: 'SM04',
    mssAddress: 'philippe.aubert@ch-valmont.mssante.example',
    worksAt: '990000138',
  },
  {
    rpps: '99700100037',
    idnps: '899700100037',
    familyName: 'MOREL',
    givenName: 'Sophie',
    profession: '60',
    mssAddress: `sophie.morel@${place('infirmieres-du-pont')}`,
    worksAt: 'Cabinet infirmier du Pont',
  },
  {
    rpps: '99700100045',
    idnps: '899700100045',
    familyName: 'DELMAS',
    givenName: 'Antoine',
    profession: '21',
    mssAddress: `antoine.delmas@${place('pharmacie-de-la-place')}`,
    worksAt: 'Pharmacie de la Place',
  },
  {
    rpps: '99700100052',
    idnps: '899700100052',
    familyName: 'KEITA',
    givenName: 'Aminata',
    profession: '50',
    mssAddress: 'aminata.keita@ch-valmont.mssante.example',
    worksAt: '990000138',
  },
  {
    rpps: '99700100060',
    idnps: '899700100060',
    familyName: 'LEROY',
    givenName: 'Mathieu',
    profession: '70',
    mssAddress: `mathieu.leroy@${place('kine-du-canal')}`,
    worksAt: 'Cabinet de kinésithérapie du Canal',
  },
];
