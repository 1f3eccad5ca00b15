import type { Database } from '../database/connect.ts';
import { keepOrganizations, type DescribedOrganization } from '../directory/organizations.ts';
import type { FhirServer } from '../fhir/server.ts';
import { faultOf, matches, type Column } from './columns.ts';
import type { ImportResult } from './csv.ts';
import { importRows } from './rows-import.ts';

/** 0.3. The columns of the organisations' file. */
export const organizationColumns: readonly Column[] = [
  { name: 'finess', required: true, holds: 'FINESS number: 9 characters', fits: matches(/^(\d{2}|2[AB])\d{7}$/) },
  { name: 'name', required: true, holds: '1 to 200 characters', fits: matches(/^\S.{0,199}$/u) },
  {
    ...{
      name: 'mail_domains',
      present: true,
      required: false,
      fits: matches(/^[a-z0-9-]+(\.[a-z0-9-]+)+([ |]+[a-z0-9-]+(\.[a-z0-9-]+)+)*$/i),
    },
    holds: 'domains that it may send mail from, separated by spaces; none when empty',
  },
];

/** Loads the organisations and the mail domains that they may send from, into the FHIR server too. @throws FileFault, FhirServerError */
export const importOrganizations = (
  parts: { database: Database; fhir: FhirServer },
  file: string,
): Promise<ImportResult> =>
  importRows<DescribedOrganization>(file, {
    columns: organizationColumns,
    key: 'finess',
    read: readOrganization,
    keep: (rows) => keepOrganizations(parts, rows),
  });

function readOrganization(cells: Record<string, string>): DescribedOrganization | { refused: string } {
  const fault = faultOf(organizationColumns, cells);
  if (fault) return { refused: fault };
  const { finess = '', name = '', mail_domains = '' } = cells;
  return { finess, name, mailDomains: mail_domains.toLowerCase().split(/[ |]+/).filter(Boolean) };
}
