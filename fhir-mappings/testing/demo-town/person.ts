import { matriculeOf } from '../../src/index.ts';

/** An insured person of the town as the insurer's register knows them, and how they sign in. All of it is made up. */
export interface Townsperson {
  ins: string;
  birthName: string;
  firstNames: string;
  usedName?: string;
  sex: 'female' | 'male';
  birthDate: string;
  /** INSEE code of the commune */
  birthPlace: string;
  card: 'with-photo' | 'without-photo';
  /** Of the Vitale card, as people type it: 8 to 13 digits without photo, the last 11 with one */
  serial: string;
  email: string;
  mobile?: string;
  /** INS of the adults to whom a minor is attached */
  attachedTo?: string[];
  identifier: string;
  password: string;
}

/** A line of the table of people: what follows from the rest is left out. `order`: of the birth in its month and place. */
export type Line = Omit<Townsperson, 'ins' | 'email' | 'identifier' | 'password'> & { order: string };

/** The password of every demo account: nothing but the demo town opens with it. */
export const demoPassword = 'Rive-droite-7-lilas';

export function townsperson({ order, ...known }: Line): Townsperson {
  const [year = '', month = ''] = known.birthDate.split('-');
  const ins = matriculeOf(`${known.sex === 'male' ? 1 : 2}${year.slice(2)}${month}${known.birthPlace}${order}`);
  const handle = `${known.firstNames.split(' ')[0]}.${known.usedName ?? known.birthName}`
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
    .replaceAll(' ', '-');
  return { ...known, ins, email: `${handle}@courriel.example`, identifier: handle, password: demoPassword };
}
