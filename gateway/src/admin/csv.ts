import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

/** A row of a file: its line, and its cells by the names of the first line; or why it is none. */
export type Row = { line: number; cells: Record<string, string> } | { line: number; why: string };

/** What an import did; `refused` says line and reason, and nothing of the row itself. */
export interface ImportResult {
  inserted: number;
  updated: number;
  unchanged: number;
  refused: { line: number; why: string }[];
}

/** A file that is no table with the columns wanted, or none any more from some line on: nothing was taken of it, or of what follows there. */
export class FileFault extends Error {}

/** Bytes of a row at most. */
const longest = 10_000;

/**
 * Reads a CSV file row by row: UTF-8, first line with column names, at most 10 kB a row. Cells are parted by semicolons where the first line has
 * one, else by commas. A row that has not as many cells as the first line was cut short or runs on: it is told, not guessed.
 * @throws FileFault when it cannot be read, a required column is missing or a column stands there twice
 */
export async function* readCsv(file: string, required: readonly string[]): AsyncGenerator<Row> {
  const stream = createReadStream(file);
  let line = 0;
  try {
    const bytes = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const head = await headOf(bytes);
    const { rows, put } = parsing(head, required);
    if (head.length === 0) checked([], required);
    for (let next: Buffer | undefined = head, ended = false; !ended; next = await following(bytes)) {
      ended = next === undefined;
      // What stood before a fault was read all the same.
      const fault = await put(next).then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      for (const row of rows.splice(0)) {
        line = row.line;
        yield row;
      }
      if (fault) throw fault.error;
    }
  } catch (error) {
    if (error instanceof FileFault) throw error;
    const where = line > 0 ? ` from line ${line + 1} on` : '';
    const { code = 'unknown fault' } = error as NodeJS.ErrnoException;
    throw new FileFault(`${file} cannot be read as CSV${where} (${code})`);
  } finally {
    stream.destroy();
  }
}

async function following(bytes: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
  const { value, done } = await bytes.next();
  return done ? undefined : value;
}

/** The file's beginning, with the whole first line, unless that is too long to be one. */
async function headOf(bytes: AsyncIterator<Buffer>): Promise<Buffer> {
  const head: Buffer[] = [];
  for (let size = 0; size < longest && !head.at(-1)?.includes('\n'); size += head.at(-1)?.length ?? 0) {
    const { value, done } = await bytes.next();
    if (done) break;
    head.push(value);
  }
  return Buffer.concat(head);
}

/** A parser that is given the bytes piece by piece, and nothing at their end; what it found in a piece stands in `rows` then. */
function parsing(head: Buffer, required: readonly string[]) {
  const rows: Row[] = [];
  let columns = 0;
  const parser = parse({
    ...{ bom: true, trim: true, skip_empty_lines: true, max_record_size: longest, relax_column_count: true },
    delimiter: head.toString('utf8').split('\n', 1)[0]?.includes(';') ? ';' : ',',
    columns: (names: string[]) => {
      columns = names.length;
      return checked(names, required);
    },
    on_record: (cells: Record<string, string>, { lines: line, index }) => {
      rows.push(index === columns ? { line, cells } : { line, why: `${index} cells, and ${columns} columns` });
      return null;
    },
  });
  parser.on('error', () => undefined).resume();
  const put = (bytes: Buffer | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const then = (error?: Error | null): void => (error ? reject(error) : resolve());
      if (bytes) parser.write(bytes, then);
      else parser.end(then);
    });
  return { rows, put };
}

function checked(names: string[], required: readonly string[]): string[] {
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new FileFault(`missing columns: ${missing.join(', ')}`);
  const twice = names.filter((name, at) => name !== '' && names.indexOf(name) !== at);
  if (twice.length > 0) throw new FileFault(`columns that stand there twice: ${twice.join(', ')}`);
  return names;
}
