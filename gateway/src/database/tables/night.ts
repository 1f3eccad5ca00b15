import type { ColumnType } from 'kysely';
import type { Day, Instant, Sometime } from './columns.ts';

/** A7: a space that opens by itself on a day, unless the person objects. Days are those of Europe/Paris. */
interface AnnouncementTable {
  ins: string;
  announced_on: Day;
  opens_on: Day;
  by: 'email' | 'post';
  ended_at: Sometime;
  ended_by: ColumnType<'opposed' | 'activated' | 'opened' | null, string | null | undefined, string | null>;
}

/** A7: who has been told of coming of age, and given a code of their own. */
interface MajorityTable {
  patient: string;
  at: Instant;
}

/** A work of the night and the day that it was done for. */
interface NightRunTable {
  work: string;
  day: Day;
  at: Instant;
  done: number;
  failed: number;
}

/** A7: what the night announces and has done. */
export interface TablesOfNight {
  announcement: AnnouncementTable;
  majority: MajorityTable;
  night_run: NightRunTable;
}
