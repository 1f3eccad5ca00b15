import { parentPort } from 'node:worker_threads';
import { localDisk } from './disk.ts';
import { createStore } from './store.ts';
import type { Answered, Asked } from './writer.ts';

const store = createStore(localDisk);
let answers: Answered[] = [];

/** What ends in the same turn is answered together: waking another thread is dearer than the work. */
function answer(one: Answered): void {
  answers.push(one);
  if (answers.length > 1) return;
  setImmediate(() => {
    parentPort?.postMessage(answers);
    answers = [];
  });
}

parentPort?.on('message', (asked: Asked[]) => {
  for (const { number, job } of asked) void store(job).then((ended) => answer({ number, ended }));
});
