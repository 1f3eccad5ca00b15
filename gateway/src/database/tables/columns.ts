import type { ColumnType } from 'kysely';

export type Instant = ColumnType<Date, Date | string, Date | string>;
/** `YYYY-MM-DD` */
export type Day = string;
/** When a row was written: now, unless it is said; it never moves. */
export type Made = ColumnType<Date, Date | string | undefined, never>;
/** What a row may be written without. */
export type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** An instant that may not have come yet. */
export type Sometime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
