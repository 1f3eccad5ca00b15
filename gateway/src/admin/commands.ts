import { accountCommands } from './commands/accounts.ts';
import { auditCommands } from './commands/audit.ts';
import { codeCommands } from './commands/codes.ts';
import { familyCommands } from './commands/families.ts';
import { importCommands } from './commands/imports.ts';
import { jobCommands } from './commands/jobs.ts';
import { letterCommands } from './commands/letters.ts';
import { openingCommands } from './commands/openings.ts';
import { spaceCommands } from './commands/spaces.ts';
import type { Command } from './parts.ts';

/** Every command of `npm run admin`, by its two words; a file a concept. */
export const commands: Record<string, Command> = {
  ...importCommands,
  ...codeCommands,
  ...letterCommands,
  ...openingCommands,
  ...spaceCommands,
  ...accountCommands,
  ...familyCommands,
  ...jobCommands,
  ...auditCommands,
};
