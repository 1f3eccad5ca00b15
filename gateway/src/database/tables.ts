import type { TablesOfAccess } from './tables/access.ts';
import type { TablesOfAccounts } from './tables/accounts.ts';
import type { TablesOfExports } from './tables/exports.ts';
import type { TablesOfFamily } from './tables/family.ts';
import type { TablesOfMessages } from './tables/messages.ts';
import type { TablesOfNight } from './tables/night.ts';
import type { TablesOfRegister } from './tables/register.ts';
import type { TablesOfRequests } from './tables/requests.ts';
import type { TablesOfSpaces } from './tables/spaces.ts';

/** The rows of the database, by table: a file for each subject. */
export interface Tables
  extends
    TablesOfRegister,
    TablesOfSpaces,
    TablesOfNight,
    TablesOfAccounts,
    TablesOfFamily,
    TablesOfExports,
    TablesOfAccess,
    TablesOfMessages,
    TablesOfRequests {}
