import type { Database } from '../database/connect.ts';
import { keepProfessionals, type DescribedProfessional } from '../directory/professionals.ts';
import type { FhirServer } from '../fhir/server.ts';
import { faultOf, matches, type Column } from './columns.ts';
import type { ImportResult } from './csv.ts';
import { importRows } from './rows-import.ts';

const name = matches(/^\p{L}[\p{L}\p{M}' ’.-]{0,99}$/u);

/** 0.2. The columns of the professionals' file. */
export const professionalColumns: readonly Column[] = [
  { name: 'rpps', required: true, holds: 'RPPS number: 11 digits', fits: matches(/^\d{11}$/) },
  { name: 'civility', required: false, holds: 'M, MME or MLLE', fits: matches(/^(M|MME|MLLE)$/) },
  { name: 'surname', required: true, holds: 'surname of practice', fits: name },
  { name: 'first_name', required: true, holds: 'first name of practice', fits: name },
  { name: 'profession', required: true, holds: 'code of TRE_G15, e.g. 10 for a doctor', fits: matches(/^\d{2}$/) },
  { name: 'specialty', required: false, holds: 'code of TRE_R38, e.g. SM54', fits: matches(/^[A-Z]{1,4}\d{2,3}$/) },
  {
    ...{ name: 'finess', required: false, holds: 'FINESS number of the place of work: 9 characters' },
    fits: matches(/^(\d{2}|2[AB])\d{7}$/),
  },
  {
    ...{ name: 'mssante', required: false, holds: 'address of secure mail' },
    fits: matches(/^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,189}$/),
  },
];

/** A row: the name of the place of work is looked up when the row is kept. */
type Row = DescribedProfessional & { finess?: string };

/**
 * 0.2: loads professionals, so that patients find those who have never called; into the FHIR server too. An empty cell takes
 * nothing away of what is known. @throws FileFault, FhirServerError
 */
export const importProfessionals = (
  parts: { database: Database; fhir: FhirServer },
  file: string,
): Promise<ImportResult> =>
  importRows<Row>(file, {
    columns: professionalColumns,
    key: 'rpps',
    read: readProfessional,
    keep: async (rows) => keepProfessionals(parts, await placed(parts.database, rows)),
  });

function readProfessional(cells: Record<string, string>): Row | { refused: string } {
  const fault = faultOf(professionalColumns, cells);
  if (fault) return { refused: fault };
  const { rpps = '', civility, surname = '', first_name = '', profession = '', specialty, finess, mssante } = cells;
  return {
    ...{ rpps, familyName: surname, givenName: first_name, profession },
    ...(civility ? { civility } : {}),
    ...(specialty ? { specialty } : {}),
    ...(finess ? { finess } : {}),
    ...(mssante ? { mssAddress: mssante } : {}),
  };
}

/** Of a FINESS number that is not among the organisations only the number is known. */
async function placed(database: Database, rows: readonly Row[]): Promise<DescribedProfessional[]> {
  const numbers = rows.flatMap(({ finess }) => finess ?? []);
  const known = await database
    .selectFrom('organization')
    .select(['finess', 'name'])
    .where((where) => where('finess', '=', where.fn.any(where.val(numbers))))
    .execute();
  const names = new Map(known.map((one) => [one.finess, one.name]));
  return rows.map(({ finess, ...described }) => ({
    ...described,
    ...(finess ? { organization: names.get(finess) ?? `FINESS ${finess}` } : {}),
  }));
}
