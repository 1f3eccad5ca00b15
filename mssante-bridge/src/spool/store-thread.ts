import { parentPort } from 'node:worker_threads';
import { localDisk } from './disk.ts';
import { doTogether, type Job } from './store.ts';

parentPort?.on('message', (jobs: Job[]) => {
  parentPort?.postMessage(doTogether(jobs, localDisk));
});
