import { Worker } from 'node:worker_threads';
import type { Judgement } from '../client/passwords.ts';

/** What the thread is asked, and what it says: to each question its number. */
export interface Asked {
  id: number;
  password: string;
  about: readonly string[];
}
export interface Judged {
  id: number;
  judgement: Judgement;
}

interface Waiting {
  resolve: (judgement: Judgement) => void;
  reject: (fault: Error) => void;
}

/** Milliseconds after the last question for which the dictionaries are kept: browsers judge while somebody types, and only what is chosen comes here. */
const keptFor = 5_000;

let judge: { ask: (password: string, about: readonly string[]) => Promise<Judgement> } | undefined;

/**
 * A5: whether a password may be chosen, judged with French and English dictionaries and lists of frequent passwords. These take a quarter of a
 * second to load and 60 MB: a thread of its own holds them, for as long as passwords are being chosen.
 * @param about the person's own words: identifier, names, birth date (YYYY-MM-DD), e-mail address without its domain.
 */
export function judgePassword(password: string, about: readonly string[]): Promise<Judgement> {
  judge ??= openJudge(() => (judge = undefined));
  return judge.ask(password, about);
}

function openJudge(gone: () => void): NonNullable<typeof judge> {
  const thread = new Worker(new URL('./password-judge.ts', import.meta.url), { execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let idle: NodeJS.Timeout | undefined;
  const close = (): void => {
    gone();
    void thread.terminate();
  };
  thread.on('message', ({ id, judgement }: Judged) => {
    waiting.get(id)?.resolve(judgement);
    waiting.delete(id);
    if (waiting.size > 0) return;
    // Nobody waits: neither the thread nor its end keeps a process that has nothing else to do.
    thread.unref();
    idle = setTimeout(close, keptFor).unref();
  });
  thread.on('error', (fault) => {
    gone();
    for (const { reject } of waiting.values()) reject(fault);
  });
  return {
    ask: (password, about) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle);
        thread.ref();
        const id = (last += 1);
        waiting.set(id, { resolve, reject });
        thread.postMessage({ id, password, about } satisfies Asked);
      }),
  };
}
