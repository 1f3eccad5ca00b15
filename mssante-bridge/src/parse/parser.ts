import { Worker } from 'node:worker_threads';
import { Unreadable, type MailContent } from './content.ts';
import type { Parsed } from './worker.ts';

/** Understands messages aside from the main thread, so that a hostile one costs its own time only. */
export interface Parser {
  /** @throws Unreadable: malformed, or not understood before the deadline or within its memory. */
  parse: (bytes: Buffer) => Promise<MailContent>;
  stop: () => Promise<void>;
}

const MEMORY_MB = 512;

/**
 * One message at a time: callers wait for each other.
 * @param deadline milliseconds for one message.
 * @param start how a thread is started, given how it is by default.
 */
export function startParser(
  deadline: number,
  start: (byDefault: () => Worker) => Worker = (byDefault) => byDefault(),
): Parser {
  let worker: Worker | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const parseNow = async (bytes: Buffer): Promise<MailContent> => {
    worker ??= start(startWorker);
    const used = worker;
    try {
      const parsed = await ask(used, bytes, deadline);
      if ('unreadable' in parsed) throw new Unreadable(parsed.unreadable);
      return parsed.content;
    } catch (error) {
      // A worker that did not answer is not asked again.
      if (!(error instanceof Unreadable) || error.code === 'too-slow' || error.code === 'too-big') {
        worker = undefined;
        await used.terminate();
      }
      throw error;
    }
  };
  return {
    parse: (bytes) => {
      const result = turn.then(() => parseNow(bytes));
      turn = result.catch(() => undefined);
      return result;
    },
    stop: async () => void (await worker?.terminate()),
  };
}

function startWorker(): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  // What comes after a message was answered is for nobody; without a listener it would end the bridge.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

function ask(worker: Worker, bytes: Buffer, deadline: number): Promise<Parsed> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      worker.off('message', answered).off('exit', died);
      act();
    };
    const answered = (parsed: Parsed): void => settle(() => resolve(parsed));
    const died = (): void => settle(() => reject(new Unreadable('too-big')));
    const timer = setTimeout(() => settle(() => reject(new Unreadable('too-slow'))), deadline);
    worker.on('message', answered).on('exit', died);
    worker.postMessage(bytes);
  });
}
