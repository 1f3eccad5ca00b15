import { endAllSessions } from '../../auth/sessions.ts';
import { endWaits } from '../../auth/waits.ts';
import { insOf } from '../../spaces/insured.ts';
import { UsageFault, type AdminParts, type Command } from '../parts.ts';
import { masked, readWords } from '../words.ts';

/** B2, B5: what an operator does for somebody who calls. */
export const accountCommands: Record<string, Command> = {
  'accounts unlock': async (parts, given) => {
    const account = await accountOf(parts, given, 'accounts unlock INS', 'account.change');
    if (!account) return 1;
    await endWaits(parts, account);
    parts.say(`${masked(account.ins)}: may try again`);
    await parts.record({ action: 'account.change', outcome: 'success', reason: 'unlocked', patient: account.patient });
    return 0;
  },
  'sessions end': async (parts, given) => {
    const account = await accountOf(parts, given, 'sessions end INS', 'session.remove');
    if (!account) return 1;
    const tellPerson = await parts.openTelling();
    await parts.database.transaction().execute(async (transaction) => {
      await endAllSessions(transaction, account.id);
      const values = { at: parts.clock().toISOString(), address: `${parts.publicUrl}/sign-in` };
      await tellPerson({ account: account.id }, 'sessions-ended', values, { within: transaction });
    });
    parts.say(`${masked(account.ins)}: every session is ended`);
    await parts.record({ action: 'session.remove', outcome: 'success', reason: 'operator', patient: account.patient });
    return 0;
  },
};

async function accountOf(parts: AdminParts, given: string[], usage: string, action: string) {
  const [person, ...rest] = readWords(given, {}).words;
  if (person === undefined || rest.length > 0) throw new UsageFault(usage);
  const ins = insOf(person);
  const account = await parts.database
    .selectFrom('account')
    .innerJoin('space', 'space.patient', 'account.patient')
    .select(['account.id', 'account.identifier', 'account.patient', 'space.ins'])
    .where('space.ins', '=', ins)
    .where('account.closed_at', 'is', null)
    .executeTakeFirst();
  if (account) return account;
  parts.say(`${masked(ins)}: has no login`);
  await parts.record({ action, outcome: 'refused', reason: 'no login' });
  return undefined;
}
