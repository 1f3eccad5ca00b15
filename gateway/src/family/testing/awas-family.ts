import { expect } from 'vitest';
import { emptied, type Someone } from '../../spaces/testing/front-desk.ts';
import { openFamilyHouse, type FamilyHouse, type Parent } from './family-house.ts';

/** Awa, to whom the register attaches Léa and Hugo, and Karim, to whom it attaches nobody. */
export interface AwasFamily {
  awa: Parent;
  karim: Parent;
  lea: Someone;
  hugo: Someone;
}
export type AwasHouse = FamilyHouse & {
  /** Empties the house: nobody has activated anything, nobody was told anything. */
  anew: () => Promise<AwasFamily>;
  /** The mail that somebody got with these words in its subject. */
  told: (to: Someone, words: string) => FamilyHouse['mails'][number] | undefined;
};

export async function openAwasHouse(): Promise<AwasHouse> {
  const house = await openFamilyHouse();
  const { desk, mails, parent } = house;
  return {
    ...house,
    anew: async () => {
      await emptied(desk.database);
      const [awa, karim] = [await parent(), await parent()];
      const lea = await desk.someone({ birth_date: '2012-05-09', attached_to: [awa.ins] });
      const hugo = await desk.someone({ birth_date: '2016-11-30', attached_to: [awa.ins] });
      mails.length = 0;
      return { awa, karim, lea, hugo };
    },
    told: (to, words) => {
      const mail = mails.find((one) => one.to === to.email && one.subject.includes(words));
      expect(mail?.subject ?? '').toContain(words);
      return mail;
    },
  };
}
