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
  codes send INS … [--by email|sms|post]
                                  sends a provisional code to each person: by mail, or by post to who has no address, unless said
  letters list [--all]            letters in DATA_DIR/print-queue that wait to be printed
  letters printed FILE …          marks letters as printed
  openings announce INS … | --all gives notice of an automatic opening, a month ahead
  openings list                   how many spaces open by themselves, and when
  spaces list [--state STATE] [--ins INS] [--json]
                                  how many spaces there are in each state, or the state of one person's
  accounts unlock INS             ends the waits after too many tries at a person's account
  sessions end INS                ends every session of a person, on every device; they are told
  families end CHILD_INS REPRESENTATIVE_INS
                                  ends a representation at once, after a judgment; who goes and who stays are told.
                                  That person does not come back, whatever the register says
  families allow CHILD_INS REPRESENTATIVE_INS
                                  takes that back: the person may represent the child again
  jobs run [--at DATE] [--only NAME]
                                  does the works of the night, of that day where one is named; twice does nothing more
  jobs list                       the last nights, what waits in the queues, letters to print
  audit verify                    follows the audit chain from its first line to its last, and compares it with its anchors
  help                            this page

Organisations and professionals are put into the FHIR server as well. Loading a file again changes nothing.

Files are UTF-8 with column names in the first line; semicolons between cells where that line has one, else commas.
  insured (a column that the file does not have stays as it is known):
${list(insuredColumns)}
  organizations:
${list(organizationColumns)}
  professionals (an empty cell leaves what is known):
${list(professionalColumns)}

Ends with 0 when all went well, 1 when something was refused, 2 when the command or a setting is wrong.`;
