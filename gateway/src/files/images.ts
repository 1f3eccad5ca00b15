import { Worker } from 'node:worker_threads';

/** What the worker is asked: the first page of an image, drawn anew as jpeg or png. */
export interface ImageTask {
  bytes: Uint8Array;
  to: 'jpeg' | 'png';
}

/** Without bytes: not an image that can be drawn. */
export interface ImageResult {
  bytes?: Uint8Array;
}

const deadline = 20_000;

/**
 * Draws images anew, one at a time, in a thread of its own: what a decoder does wrong or slowly does not hold up others. The thread starts with
 * the first image and ends with the process, or when an image takes more than 20 s.
 */
export class Images {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @returns undefined when the bytes are damaged, no image, or more than 50 million pixels. */
  redraw(task: ImageTask): Promise<Uint8Array | undefined> {
    const turn = this.#last.then(() => this.#run(task));
    this.#last = turn;
    return turn;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #run(task: ImageTask): Promise<Uint8Array | undefined> {
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    return new Promise((resolve) => {
      const settle = (bytes?: Uint8Array): void => {
        clearTimeout(timer);
        worker.removeAllListeners('message').removeAllListeners('exit');
        worker.unref();
        resolve(bytes);
      };
      const timer = setTimeout(() => void this.close().then(() => settle()), deadline);
      worker.once('message', ({ bytes }: ImageResult) => settle(bytes));
      worker.once('exit', () => {
        this.#worker = undefined;
        settle();
      });
      worker.postMessage(task);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL('./image-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    });
    worker.unref();
    // A thread that fails ends, and its end is what whoever waits for it is told.
    worker.on('error', () => undefined);
    return worker;
  }
}
