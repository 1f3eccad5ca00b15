import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localDisk, type Disk } from './disk.ts';
import { doTogether } from './store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'passerelle-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The real disk, with each step that ends written down. */
function watched(faults: Partial<Disk> = {}): { disk: Disk; steps: string[] } {
  const steps: string[] = [];
  const base = (file: string): string => path.basename(file);
  const disk: Disk = {
    ...localDisk,
    append: (file, parts) => {
      const handle = localDisk.append(file, parts);
      steps.push(`write ${base(file)}`);
      return handle;
    },
    sync: (handle) => {
      localDisk.sync(handle);
      steps.push('sync content');
    },
    rename: (from, to) => {
      localDisk.rename(from, to);
      steps.push(`name ${base(to)}`);
    },
    syncFolder: (synced) => {
      localDisk.syncFolder(synced);
      steps.push('sync folder');
    },
    ...faults,
  };
  return { disk, steps };
}

const job = (name: string) => ({
  kind: 'store' as const,
  temporary: path.join(folder, `${name}.tmp`),
  target: path.join(folder, name),
  parts: [Buffer.from('content')],
});

test('a message is content, synced content, a name, a synced folder, and then only an answer', () => {
  const { disk, steps } = watched();
  expect(doTogether([job('a')], disk)).toEqual([undefined]);
  expect(steps).toEqual(['write a.tmp', 'sync content', 'name a', 'sync folder']);
});

test('messages share a sync of the folder, after the last of their names', () => {
  const { disk, steps } = watched();
  const names = Array.from({ length: 20 }, (_, index) => `m${index}`);
  expect(doTogether(names.map(job), disk)).toEqual(names.map(() => undefined));
  expect(steps.slice(-21)).toEqual([...names.map((name) => `name ${name}`), 'sync folder']);
  expect(steps.filter((step) => step === 'sync content')).toHaveLength(names.length);
});

test('of messages done together, the one that fails fails alone', () => {
  const { disk, steps } = watched();
  const gone = { ...job('b'), temporary: path.join(folder, 'nowhere/b.tmp') };
  expect(doTogether([job('a'), gone, job('c')], disk)).toEqual([undefined, 'ENOENT', undefined]);
  expect(steps).not.toContain('name b');
  expect(localDisk.list(folder).sort()).toEqual(['a', 'c']);
});

test('a message put aside is durable in its new folder and gone from its old', () => {
  const { disk, steps } = watched();
  doTogether([job('a')], disk);
  localDisk.makeFolder(path.join(folder, 'failed'));
  steps.length = 0;
  expect(doTogether([{ kind: 'move', from: path.join(folder, 'a'), to: path.join(folder, 'failed/a') }], disk)).toEqual(
    [undefined],
  );
  expect(steps).toEqual(['name a', 'sync folder', 'sync folder']);
});

const failing = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};

test.each<[string, Partial<Disk>]>([
  ['EIO', { sync: failing('EIO') }],
  ['EIO', { syncFolder: failing('EIO') }],
  ['ENOSPC', { append: failing('ENOSPC') }],
  ['EACCES', { rename: failing('EACCES') }],
])('a step that fails with %s is not answered as done', (code, fault) => {
  expect(doTogether([job('a')], watched(fault).disk)).toEqual([code]);
});

test('a content that was not synced never gets its name', () => {
  const { disk, steps } = watched({ sync: failing('EIO') });
  doTogether([job('a')], disk);
  expect(steps).not.toContain('name a');
});

test('a folder is made with those above it, and made again is itself', () => {
  const made = path.join(folder, 'x/y/z');
  localDisk.makeFolder(made);
  localDisk.makeFolder(made);
  expect(localDisk.list(made)).toEqual([]);
});
