import { dayOf } from '../../calendar.ts';
import { UsageFault, type AdminParts, type Command } from '../parts.ts';
import { readWords, table } from '../words.ts';

/** A1: letters in the print queue. Files bear no name; whom they are for stands inside. */
export const letterCommands: Record<string, Command> = {
  'letters list': async (parts, given) => {
    const { words, options } = readWords(given, { all: 'switch' });
    if (words.length > 0) throw new UsageFault('letters list [--all]');
    return listLetters(parts, 'all' in options);
  },
  'letters printed': async (parts, given) => {
    const { words } = readWords(given, {});
    if (words.length === 0) throw new UsageFault('letters printed FILE …');
    return markPrinted(parts, words);
  },
};

async function listLetters({ database, say, record }: AdminParts, all: boolean): Promise<number> {
  const query = database.selectFrom('letter').selectAll().orderBy('at').orderBy('id');
  const letters = await (all ? query : query.where('printed_at', 'is', null)).execute();
  const rows = letters.map(({ file, kind, printed_at }) => [file, kind, printed_at ? dayOf(printed_at) : '']);
  for (const line of table([['file', 'letter', 'printed on'], ...rows])) say(line);
  await record({ action: 'letter.search', outcome: 'success', reason: 'listed' });
  return 0;
}

/** Said twice, it stays printed on the first day. */
async function markPrinted({ database, clock, say, record }: AdminParts, files: string[]): Promise<number> {
  let refused = 0;
  for (const file of files) {
    const known = await database
      .selectFrom('letter')
      .select(['id', 'printed_at'])
      .where('file', '=', file)
      .executeTakeFirst();
    if (known && !known.printed_at)
      await database.updateTable('letter').set({ printed_at: clock() }).where('id', '=', known.id).execute();
    say(`${file}: ${known ? 'printed' : 'no such letter'}`);
    await record({
      ...{ action: 'letter.change', outcome: known ? 'success' : 'refused', reason: known ? 'printed' : 'unknown' },
    });
    refused += known ? 0 : 1;
  }
  return refused === 0 ? 0 : 1;
}
