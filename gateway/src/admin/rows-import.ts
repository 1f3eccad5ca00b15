import type { Outcome } from '../directory/listing.ts';
import type { Column } from './columns.ts';
import { readCsv, type ImportResult } from './csv.ts';

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
 * @throws FileFault; what `keep` throws: the groups before are loaded, and loading again does the rest
 */
export async function importRows<R extends object>(
  file: string,
  { columns, key, read, keep }: Rows<R>,
): Promise<ImportResult> {
  const result: ImportResult = { inserted: 0, updated: 0, unchanged: 0, refused: [] };
  const lines = new Map<unknown, number>();
  const waiting: R[] = [];
  const keepWaiting = async (): Promise<void> => {
    for (const outcome of await keep(waiting.splice(0))) result[outcome] += 1;
  };
  const required = columns.filter(({ required, present }) => required || present).map(({ name }) => name);
  for await (const { line, cells } of readCsv(file, required)) {
    const row = read(cells);
    const first = 'refused' in row ? undefined : lines.get(row[key]);
    if ('refused' in row) result.refused.push({ line, why: row.refused });
    else if (first) result.refused.push({ line, why: `${key} (already in line ${first})` });
    else {
      lines.set(row[key], line);
      waiting.push(row);
      if (waiting.length === group) await keepWaiting();
    }
  }
  await keepWaiting();
  return result;
}
