/** Collects the values of a statement while its text is put together. */
export class Values {
  readonly list: unknown[] = [];
  #aliases = 0;

  /** The place holder (`$3`) that stands for `value`. */
  bind(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }

  /** A name for a table that no other part of the statement uses. */
  alias(): string {
    this.#aliases += 1;
    return `t${this.#aliases}`;
  }
}

export const anyOf = (conditions: readonly string[]): string => `(${conditions.join(' OR ') || 'false'})`;
export const allOf = (conditions: readonly string[]): string =>
  conditions.map((condition) => `(${condition})`).join(' AND ') || 'true';
