import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../testing/postgres.ts';
import { until } from '../../testing/until.ts';
import { connect } from '../database/connect.ts';
import { startJobs, type Jobs } from './jobs.ts';

let postgres: FreshDatabase;
let jobs: Jobs;
let done: string[];
const note = async ({ what }: { what: string }): Promise<void> => void done.push(what);
beforeEach(async () => {
  postgres = await freshDatabase();
  jobs = await startJobs(postgres.url);
  done = [];
});
afterEach(async () => {
  await jobs.stop();
  await postgres.drop();
});

test('A job added twice under one id is done once, even after it was done', async () => {
  await jobs.work('letters', note, { remembered: 3600 });
  const id = randomUUID();
  await jobs.add('letters', { what: 'the letter' }, { id });
  await until('the first', () => (done.length > 0 ? true : undefined));
  await jobs.add('letters', { what: 'the letter' }, { id });
  await jobs.add('letters', { what: 'the next' });
  await until('the next', () => (done.includes('the next') ? true : undefined));
  expect(done).toEqual(['the letter', 'the next']);
});

test('A job added within a transaction that fails is never done, and one that commits is', async () => {
  const database = connect(postgres.url, 2);
  await jobs.work('mails', note);
  const failing = database.transaction().execute(async (within) => {
    await jobs.add('mails', { what: 'lost' }, { within });
    throw new Error('the change was refused');
  });
  await expect(failing).rejects.toThrow('refused');
  await database.transaction().execute((within) => jobs.add('mails', { what: 'kept' }, { within }));
  await until('the mail', () => (done.length > 0 ? true : undefined));
  expect(done).toEqual(['kept']);
  await database.destroy();
});

test('A work of the night stands in the calendar once, however many copies ask for it', async () => {
  const other = await startJobs(postgres.url);
  for (const copy of [jobs, other])
    await copy.daily('night', '15 2 * * *', 'Europe/Paris', async () => void done.push('night'), { mayRun: 3600 });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query('select name, cron, timezone from jobs.schedule');
  const queue = await client.query("select expire_seconds from jobs.queue where name = 'night'");
  await client.end();
  expect(rows).toEqual([{ name: 'night', cron: '15 2 * * *', timezone: 'Europe/Paris' }]);
  expect(queue.rows).toEqual([{ expire_seconds: 3600 }]);
  await jobs.add('night', {});
  await until('the night', () => (done.length > 0 ? true : undefined));
  await other.stop();
});
