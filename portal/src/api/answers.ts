import { failureOf, type Failure } from './failure.ts';

/** What a page knows of something it asked for. While it is asked for again, the old value stays on show. */
export type Asked<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; failure: Failure };

interface Kept {
  asked: Asked<unknown>;
  load: () => Promise<unknown>;
  /** Counts the requests: only the latest one's answer is kept. */
  turn: number;
}

const loading: Asked<never> = { state: 'loading' };

/** The answers of the gateway that pages share, in memory only: nothing of a person's health is left on the machine. */
export class Answers {
  readonly #kept = new Map<string, Kept>();
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  peek(name: string): Asked<unknown> {
    return this.#kept.get(name)?.asked ?? loading;
  }

  /** Asks, and tells the listeners when the answer or the failure is there. */
  async ask(name: string, load: () => Promise<unknown>): Promise<void> {
    const before = this.#kept.get(name);
    const kept: Kept = { asked: before?.asked ?? loading, load, turn: (before?.turn ?? 0) + 1 };
    if (kept.asked.state === 'failed') kept.asked = loading;
    this.#kept.set(name, kept);
    if (before && before.asked !== kept.asked) this.#tell();
    const asked = await load().then(
      (value): Asked<unknown> => ({ state: 'ready', value }),
      (error: unknown): Asked<unknown> => ({ state: 'failed', failure: failureOf(error) }),
    );
    if (this.#kept.get(name) !== kept) return;
    this.#kept.set(name, { ...kept, asked });
    this.#tell();
  }

  async again(name: string): Promise<void> {
    const kept = this.#kept.get(name);
    if (kept) await this.ask(name, kept.load);
  }

  /**
   * After a write: everything whose name begins so is asked for again. Waited for before the write is told as done: a button
   * of a line that is about to change would act on what is no more.
   */
  async refresh(...beginnings: string[]): Promise<void> {
    const names = [...this.#kept.keys()].filter((name) => beginnings.some((beginning) => name.startsWith(beginning)));
    await Promise.all(names.map((name) => this.again(name)));
  }

  forget(): void {
    this.#kept.clear();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
