import { people, townsperson, type Townsperson } from '../../demo/people.ts';

const [, , , , sophie, marc, , , paul, leo] = people as Townsperson[];
if (!sophie || !marc || !paul || !leo) throw new Error('the demo town has lost the Petits');

/** The day so many days from now, in Paris. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });

/** On the day so many days from now, somebody born on the day that this gives is 18. */
function bornToBeEighteen(days: number): string {
  const [year = '', month = '', day = ''] = dayFromNow(days).split('-');
  // Whoever is born on 29 February is of age on 1 March of a year that has none.
  return `${Number(year) - 18}-${month}-${month === '02' && day === '29' ? '28' : day}`;
}

/** Two separated parents, their two minors, of whom Lina will be 18 in twenty days, and a grandfather whom nothing reaches but the post. */
export const petits = {
  sophie,
  marc,
  /** The insurer attaches both children to their mother alone. */
  leo: { ...leo, attachedTo: [sophie.ins] },
  lina: {
    ...townsperson({
      ...{
        birthName: 'PETIT',
        firstNames: 'Lina',
        sex: 'female',
        birthDate: bornToBeEighteen(20),
        birthPlace: '44109',
      },
      ...{ order: '077', card: 'with-photo', serial: '81234567890' },
    }),
    attachedTo: [sophie.ins],
  },
  paul: { ...paul, email: '' },
} satisfies Record<string, Townsperson>;

/** What the register says of them beyond the town's file: Lina has an address of her own, and Paul one of stone. */
export const petitColumns = {
  email: ({ ins, email }: Townsperson) => (ins === petits.leo.ins ? '' : email),
  address: ({ ins }: Townsperson) => (ins === paul.ins ? 'M. Paul GARNIER|3 rue des Lilas|21000 DIJON' : ''),
};
