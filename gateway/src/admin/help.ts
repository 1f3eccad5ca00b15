import type { Column } from './columns.ts';
import { insuredColumns } from './insured-row.ts';
import { organizationColumns } from './organizations-import.ts';
import { professionalColumns } from './professionals-import.ts';

const list = (columns: readonly Column[]): string =>
  columns
    .map(
      ({ name, holds, required, present }) =>
        `    ${name.padEnd(16)} ${holds}${required || present ? '' : ' (optional)'}`,
    )
    .join('\n');

/** What `npm run admin -- help` prints. */
export const help = `npm run admin -- <command>

  insured import FILE.csv         loads the insured-persons register; wrong rows are reported and the rest loads
  organizations import FILE.csv   loads organisations and the mail domains that they may send from
  professionals import FILE.csv   loads professionals, so that patients find those who have never called
  codes send INS …                mails a provisional code to each person
  spaces list                     how many spaces there are in each state
  audit verify                    follows the audit chain from its first line to its last, and compares it with its anchors
  help                            this page

Organisations and professionals are put into the FHIR server as well. Loading a file again changes nothing.

Files are UTF-8 with column names in the first line, comma or semicolon between cells.
  insured:
${list(insuredColumns)}
  organizations:
${list(organizationColumns)}
  professionals (an empty cell leaves what is known):
${list(professionalColumns)}

Ends with 0 when all went well, 1 when something was refused, 2 when the command or a setting is wrong.`;
