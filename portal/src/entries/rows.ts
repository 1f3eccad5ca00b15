import type { Rows } from './book.ts';

/** The lines that say something. */
export const filled = (...rows: (readonly [label: string, text: string | undefined])[]): Rows =>
  rows.flatMap(([label, text]) => (text ? [[label, text] as const] : []));
