/** What a column holds, for the help and for whoever wrote a wrong cell. */
export interface Column<N extends string = string> {
  name: N;
  /** No cell of it may be empty. */
  required: boolean;
  /** The column must be there, though its cells may be empty: a file without it would say of everybody that there is none. */
  present?: boolean;
  holds: string;
  fits: (cell: string) => boolean;
}

export const matches =
  (pattern: RegExp) =>
  (cell: string): boolean =>
    pattern.test(cell);

/** Why a row is refused: column names and what they should hold, never what they held; undefined when each cell fits. */
export function faultOf(columns: readonly Column[], cells: Record<string, string>): string | undefined {
  const faults = columns.filter(({ name, required, fits }) => {
    const cell = cells[name] ?? '';
    return cell === '' ? required : !fits(cell);
  });
  return faults.length > 0 ? faults.map(({ name, holds }) => `${name} (${holds})`).join('; ') : undefined;
}
