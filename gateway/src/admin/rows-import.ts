import type { Outcome } from '../directory/listing.ts';
import type { Column } from './columns.ts';
import { FileFault, readCsv, type ImportResult, type Row } from './csv.ts';

/** How the rows of a kind of file are read and kept. */
export interface Rows<R> {
  columns: readonly Column[];
  /** Whose number a row is: it may stand in a file once. */
  key: keyof R & string;
  /** The row, or why it is refused. */
  read: (cells: Record<string, string>) => R | { refused: string };
  /** Keeps rows, a group at a time; the outcomes in their order. */
  keep: (rows: readonly R[]) => Promise<Outcome[]>;
}

const group = 50;

/**
 * Loads a file. Rows that are wrong are told and the rest loads; the same file again changes nothing.
 * @throws FileFault: the rows before the line that it names are loaded; what `keep` throws: the groups before are. Loading again does the rest
 */
export async function importRows<R extends object>(file: string, rows: Rows<R>): Promise<ImportResult> {
  const result: ImportResult = { inserted: 0, updated: 0, unchanged: 0, refused: [] };
  const lines = new Map<unknown, number>();
  const waiting: R[] = [];
  const keepWaiting = async (): Promise<void> => {
    for (const outcome of await rows.keep(waiting.splice(0))) result[outcome] += 1;
  };
  try {
    for await (const found of readCsv(file, requiredOf(rows))) {
      const row = rowOf(rows, found, lines);
      if ('refused' in row) result.refused.push({ line: found.line, why: row.refused });
      else if (waiting.push(row) === group) await keepWaiting();
    }
  } catch (error) {
    if (error instanceof FileFault) await keepWaiting();
    throw error;
  }
  await keepWaiting();
  return result;
}

const requiredOf = ({ columns }: Pick<Rows<object>, 'columns'>): string[] =>
  columns.filter(({ required, present }) => required || present).map(({ name }) => name);

/** @param lines where each number stood first */
function rowOf<R extends object>(
  { key, read }: Rows<R>,
  found: Row,
  lines: Map<unknown, number>,
): R | { refused: string } {
  if ('why' in found) return { refused: found.why };
  const row = read(found.cells);
  if ('refused' in row) return row;
  const first = lines.get(row[key]);
  if (first) return { refused: `${key} (already in line ${first})` };
  lines.set(row[key], found.line);
  return row;
}
