import { demoPassword } from './person.ts';

/** A professional of the town, in the words of the directory, with how they sign in at the embedded identity provider. */
export interface DemoProfessional {
  rpps: string;
  givenName: string;
  familyName: string;
  /** TRE_R81 */
  civility: 'M' | 'MME';
  /** TRE_G15 */
  profession: string;
  /** TRE_R38 */
  specialty?: string;
  mssAddress: string;
  /** Works in a SAMU regulation centre. */
  regulation?: boolean;
  organization?: { name: string; finess: string };
  password: string;
}

/** Professionals of six professions, and a doctor of the SAMU's regulation. */
export const professionals = [
  {
    rpps: '10100000011',
    mssAddress: 'helene.faure@cabinet-faure.mssante.example',
    givenName: 'Hélène',
    familyName: 'Faure',
    civility: 'MME',
    profession: '10',
    specialty: 'SM54',
    password: demoPassword,
  },
  {
    rpps: '10100000029',
    mssAddress: 'antoine.mercier@chu-valombre.example',
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
    mssAddress: 'nadia.roche@infirmieres-du-pont.mssante.example',
    givenName: 'Nadia',
    familyName: 'Roche',
    civility: 'MME',
    profession: '60',
    password: demoPassword,
  },
  {
    rpps: '10100000045',
    mssAddress: 'luc.perrin@pharmacie-de-la-place.mssante.example',
    givenName: 'Luc',
    familyName: 'Perrin',
    civility: 'M',
    profession: '21',
    password: demoPassword,
  },
  {
    rpps: '10100000052',
    mssAddress: 'elise.vidal@clinique-tilleuls.example',
    givenName: 'Élise',
    familyName: 'Vidal',
    civility: 'MME',
    profession: '50',
    password: demoPassword,
    organization: { name: 'Clinique des Tilleuls', finess: '690000021' },
  },
  {
    rpps: '10100000060',
    mssAddress: 'hugo.lemoine@kine-du-canal.mssante.example',
    givenName: 'Hugo',
    familyName: 'Lemoine',
    civility: 'M',
    profession: '70',
    password: demoPassword,
  },
  {
    rpps: '10100000078',
    mssAddress: 'claire.ferrand@samu-valombre.mssante.example',
    givenName: 'Claire',
    familyName: 'Ferrand',
    civility: 'MME',
    profession: '10',
    password: demoPassword,
    regulation: true,
    organization: { name: 'SAMU de Valombre', finess: '690000039' },
  },
] as const satisfies readonly DemoProfessional[];
