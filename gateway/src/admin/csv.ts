import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

/** A row of a file: its line, and its cells by the names of the first line. */
export interface Row {
  line: number;
  cells: Record<string, string>;
}

/** What an import did; `refused` says line and reason, and nothing of the row itself. */
export interface ImportResult {
  inserted: number;
  updated: number;
  unchanged: number;
  refused: { line: number; why: string }[];
}

/** A file that is no table with the columns wanted: nothing of it was taken. */
export class FileFault extends Error {}

/**
 * Reads a CSV file row by row: UTF-8, first line with column names, comma or semicolon between cells, at most 10 kB a row.
 * @throws FileFault when it cannot be read or a required column is missing
 */
export async function* readCsv(file: string, required: readonly string[]): AsyncGenerator<Row> {
  const parser = parse({
    ...{ bom: true, trim: true, skip_empty_lines: true, info: true, max_record_size: 10_000 },
    ...{ delimiter: [',', ';'], relax_column_count: true },
    columns: (names: string[]) => {
      const missing = required.filter((name) => !names.includes(name));
      if (missing.length > 0) throw new FileFault(`missing columns: ${missing.join(', ')}`);
      return names;
    },
  });
  const stream = createReadStream(file);
  stream.on('error', (error) => parser.destroy(error));
  stream.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Row['cells']; info: { lines: number } }>)
      yield { line: info.lines, cells: record };
  } catch (error) {
    if (error instanceof FileFault) throw error;
    throw new FileFault(`${file} cannot be read as CSV (${(error as NodeJS.ErrnoException).code ?? 'unknown fault'})`);
  } finally {
    stream.destroy();
  }
}
