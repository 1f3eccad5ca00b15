import type { Whom } from '../../mail/ways.ts';
import { findInsured, insOf, type Insured } from '../../spaces/insured.ts';
import { ownContacts } from '../../spaces/own-contacts.ts';
import { issueProvisionalCode, validDays } from '../../spaces/provisional-codes.ts';
import { UsageFault, type AdminParts, type Command } from '../parts.ts';
import { masked, readWords } from '../words.ts';

/** A1: provisional codes that an operator sends, for the first time or again. */
export const codeCommands: Record<string, Command> = {
  'codes send': async (parts, given) => {
    const { words: people, options } = readWords(given, { by: 'value' });
    const by = options['by'];
    if (by !== undefined && !isWay(by)) throw new UsageFault('--by is email, sms or post');
    if (people.length === 0) throw new UsageFault('codes send INS …');
    let failed = 0;
    for (const ins of people) failed += (await sendCode(parts, insOf(ins), by)) ? 0 : 1;
    return failed === 0 ? 0 : 1;
  },
};

const ways = ['email', 'sms', 'post'] as const;
const isWay = (word: string): word is (typeof ways)[number] => ways.some((way) => way === word);
type ByWay = (typeof ways)[number] | undefined;

/** Where the register says that a person is reached; never where somebody else would like them to be, nor at a parent's address. */
async function contactOf({ database }: AdminParts, person: Insured, by: ByWay): Promise<Whom | undefined> {
  const { ins, address } = person;
  const { email, mobile } = await ownContacts(database, person);
  if (by === 'sms') return mobile ? { mobile, language: 'fr' } : undefined;
  if (by === 'email' || (by === undefined && email)) return email ? { email, language: 'fr' } : undefined;
  return address.length > 0 ? { post: ins } : undefined;
}

const missing = {
  email: 'no e-mail address of their own in the register',
  sms: 'no mobile of their own in the register',
  post: 'no postal address in the register',
};

/** The code and its sending are there together or not at all; the gateway sends it, now or when it runs. */
async function sendCode(parts: AdminParts, ins: string, by: ByWay): Promise<boolean> {
  const person = await findInsured(parts.database, ins);
  const whom = person && (await contactOf(parts, person, by));
  if (!whom) {
    const why = !person
      ? 'not in the register'
      : by
        ? missing[by]
        : 'no e-mail address of their own and no postal address in the register';
    parts.say(`${masked(ins)}: ${why}`);
    await parts.record({ action: 'code.add', outcome: 'refused', reason: why });
    return false;
  }
  const tellPerson = await parts.openTelling();
  const way = await parts.database.transaction().execute(async (transaction) => {
    const code = await issueProvisionalCode({ ...parts, database: transaction }, ins);
    const values = { code, days: validDays, address: `${parts.publicUrl}/open` };
    return tellPerson(whom, 'provisional-code', values, { within: transaction });
  });
  parts.say(`${masked(ins)}: code on its way by ${way}`);
  await parts.record({ action: 'code.add', outcome: 'success', reason: 'sent' });
  return true;
}
