import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';

/** A professional as the directory of this gateway knows them. */
export interface ListedProfessional {
  rpps: string;
  name: string;
  /** TRE_G15 */
  profession?: string;
}

const most = 20;
const accents = ['àâäáãçéèêëíìîïñóòôöõúùûüýÿ', 'aaaaaceeeeiiiinooooouuuuyy'] as const;

/** Those whose names hold every word, without regard to capitals and accents, or whose RPPS number begins so; 20 at most. */
export async function searchProfessionals(database: Database, search: string): Promise<ListedProfessional[]> {
  const words = search.trim().split(/\s+/).slice(0, 6);
  const name = sql<string>`translate(lower(name), ${accents[0]}, ${accents[1]})`;
  const rows = await database
    .selectFrom('professional')
    .select(['rpps', 'name', 'profession'])
    .where((where) =>
      where.or([
        where('rpps', 'like', `${escaped(search.trim())}%`),
        where.and(words.map((word) => sql<boolean>`${name} like ${`%${escaped(folded(word))}%`}`)),
      ]),
    )
    .orderBy('name')
    .limit(most)
    .execute();
  return rows.map(listed);
}

export async function professionalsByNumber(database: Database, numbers: string[]): Promise<ListedProfessional[]> {
  if (numbers.length === 0) return [];
  const rows = await database
    .selectFrom('professional')
    .select(['rpps', 'name', 'profession'])
    .where('rpps', 'in', numbers)
    .execute();
  return rows.map(listed);
}

const listed = ({ rpps, name, profession }: { rpps: string; name: string; profession: string | null }) => ({
  ...{ rpps, name },
  ...(profession ? { profession } : {}),
});

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const escaped = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);
