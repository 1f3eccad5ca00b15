import { announce, announceWork, Unreachable } from '../../night/announce.ts';
import { nightPartsFor } from '../night-parts.ts';
import { insOf } from '../../spaces/insured.ts';
import { UsageFault, type AdminParts, type Command } from '../parts.ts';
import { masked, readWords, table } from '../words.ts';

/** A7: notices of automatic openings. */
export const openingCommands: Record<string, Command> = {
  'openings announce': async (parts, given) => {
    const { words: people, options } = readWords(given, { all: 'switch' });
    if ('all' in options === people.length > 0) throw new UsageFault('openings announce INS … or --all');
    return people.length > 0 ? announceTo(parts, people.map(insOf)) : announceToAll(parts);
  },
  'openings list': async (parts, given) => {
    readWords(given, {});
    return listOpenings(parts);
  },
};

async function announceTo(parts: AdminParts, people: string[]): Promise<number> {
  const night = await nightPartsFor(parts);
  let refused = 0;
  for (const ins of people) {
    const told = await announce(night, ins, parts.clock()).catch((error: unknown) => {
      if (error instanceof Unreachable) return undefined;
      throw error;
    });
    const why =
      told === undefined
        ? 'no address to write to'
        : told
          ? 'told'
          : 'has a space, was told, or is not in the register';
    parts.say(`${masked(ins)}: ${why}`);
    if (!told) await parts.record({ action: 'opening.announce', outcome: 'refused', reason: why });
    refused += told ? 0 : 1;
  }
  return refused === 0 ? 0 : 1;
}

async function announceToAll(parts: AdminParts): Promise<number> {
  const night = await nightPartsFor(parts);
  const { done, failed } = await announceWork.run({ ...night, automatic: true }, parts.clock());
  parts.say(`told ${done}, without an address ${failed}`);
  await parts.record({ action: 'opening.announce', outcome: 'success', reason: `${done} told, ${failed} not` });
  return failed === 0 ? 0 : 1;
}

/** Days and numbers: who they are is nobody's business here. */
async function listOpenings({ database, say, record }: AdminParts): Promise<number> {
  const rows = await database
    .selectFrom('announcement')
    .select((of) => ['opens_on', 'by', of.fn.countAll<string>().as('count')])
    .where('ended_at', 'is', null)
    .groupBy(['opens_on', 'by'])
    .orderBy('opens_on')
    .orderBy('by')
    .execute();
  const lines = rows.map(({ opens_on, by, count }) => [opens_on, by, count]);
  for (const line of table([['opens on', 'told by', 'people'], ...lines])) say(line);
  await record({ action: 'opening.search', outcome: 'success', reason: 'listed' });
  return 0;
}
