import { matriculeOf, type BirthPlace, type Ins } from '../../src/index.ts';

/** 0.1. What the health insurer knows of a person. All of it is made up; numbers are of the kind reserved for demonstrations. */
export interface InsuredPerson {
  readonly ins: Ins;
  readonly birthName: string;
  readonly usedName?: string;
  readonly givenName: string;
  readonly givenNames: string;
  readonly gender: 'male' | 'female';
  readonly birthDate: string;
  readonly birthPlace: BirthPlace;
  /** Serial of the Vitale card as people type it: 8 to 13 digits without photo, the last 11 with one */
  readonly card: { readonly type: 'photo' | 'no-photo'; readonly serial: string };
  readonly email?: string;
  readonly phone?: string;
  /** Matricules of the minors attached */
  readonly minors: readonly string[];
  /** Identifier to sign in with, for those whose space is open at the start */
  readonly identifier?: string;
}

/** A line of the table of people; what follows from the rest is left out. */
export interface Line {
  readonly names: readonly [birthName: string, givenNames: string, usedName?: string];
  readonly gender: 'male' | 'female';
  readonly birthDate: string;
  readonly birthPlace: readonly [code: string, name: string];
  /** Rank of the birth in its month and place, three digits of the NIR */
  readonly rank: number;
  readonly card: readonly [type: 'photo' | 'no-photo', serial: string];
  /** Last four digits of a telephone number of the range reserved for fiction (06 39 98 …) */
  readonly phone?: string;
  readonly hasMail?: boolean;
  readonly isOpen?: boolean;
  readonly minors?: readonly string[];
}

/** The matricule that follows from sex, birth and place. */
export function matriculeFor({ gender, birthDate, birthPlace: [place], rank }: Line): string {
  const [year = '', month = ''] = birthDate.split('-');
  return matriculeOf(`${gender === 'male' ? 1 : 2}${year.slice(2)}${month}${place}${String(rank).padStart(3, '0')}`);
}

const ascii = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^a-zA-Z-]/g, '')
    .toLowerCase();

export function person(line: Line): InsuredPerson {
  const { names, gender, birthDate, birthPlace, card, phone, hasMail = true, isOpen = false, minors = [] } = line;
  const [birthName, givenNames, usedName] = names;
  const [givenName = ''] = givenNames.split(' ');
  const short = `${ascii(givenName)}.${ascii(usedName ?? birthName)}`;
  return {
    ins: { matricule: matriculeFor(line), kind: 'demo' },
    birthName,
    ...(usedName === undefined ? {} : { usedName }),
    givenName,
    givenNames,
    gender,
    birthDate,
    birthPlace: { code: birthPlace[0], name: birthPlace[1] },
    card: { type: card[0], serial: card[1] },
    ...(hasMail ? { email: `${short}@courriel.example` } : {}),
    ...(phone === undefined ? {} : { phone: `06 39 98 ${phone.slice(0, 2)} ${phone.slice(2)}` }),
    minors,
    ...(isOpen ? { identifier: short } : {}),
  };
}
