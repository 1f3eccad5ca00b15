/** Asks who is signed in to prove it once more, when the gateway wants that before what was asked of it. */
export class Proof {
  #wanted: ((given: boolean) => void) | undefined;
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  isWanted = (): boolean => this.#wanted !== undefined;

  /** @returns whether it was given, or given up. */
  ask(): Promise<boolean> {
    this.settle(false);
    return new Promise((resolve) => {
      this.#wanted = resolve;
      this.#tell();
    });
  }

  settle(given: boolean): void {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    wanted?.(given);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
