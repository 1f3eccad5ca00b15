import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localDisk, type Disk } from './disk.ts';
import { createStore } from './store.ts';

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
    sync: async (handle) => {
      await localDisk.sync(handle);
      steps.push('sync content');
    },
    rename: (from, to) => {
      localDisk.rename(from, to);
      steps.push(`name ${base(to)}`);
    },
    syncFolder: async (synced) => {
      steps.push('sync folder');
      await localDisk.syncFolder(synced);
      steps.push('folder synced');
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

test('a message is content, synced content, a name, a synced folder, and then only an answer', async () => {
  const { disk, steps } = watched();
  expect(await createStore(disk)(job('a'))).toBeUndefined();
  expect([...steps, 'answered']).toEqual([
    'write a.tmp',
    'sync content',
    'name a',
    'sync folder',
    'folder synced',
    'answered',
  ]);
});

test('messages share a sync of the folder, and none is answered by one that began before its name was there', async () => {
  const { disk, steps } = watched();
  const store = createStore(disk);
  const names = Array.from({ length: 20 }, (_, index) => `m${index}`);
  await Promise.all(names.map(async (name) => store(job(name)).then(() => steps.push(`answered ${name}`))));
  for (const name of names) {
    const between = steps.slice(steps.indexOf(`name ${name}`), steps.indexOf(`answered ${name}`));
    const begun = between.indexOf('sync folder');
    expect(begun).toBeGreaterThan(0);
    expect(between.indexOf('folder synced', begun)).toBeGreaterThan(begun);
  }
  expect(steps.filter((step) => step === 'sync folder').length).toBeLessThan(names.length);
});

const failing = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};

test.each<[string, Partial<Disk>]>([
  ['EIO', { sync: async () => failing('EIO')() }],
  ['EIO', { syncFolder: async () => failing('EIO')() }],
  ['ENOSPC', { append: failing('ENOSPC') }],
  ['EACCES', { rename: failing('EACCES') }],
])('a step that fails with %s is not answered as done', async (code, fault) => {
  expect(await createStore(watched(fault).disk)(job('a'))).toBe(code);
});

test('a content that was not synced never gets its name', async () => {
  const { disk, steps } = watched({ sync: async () => failing('EIO')() });
  await createStore(disk)(job('a'));
  expect(steps).not.toContain('name a');
});

test('a folder is made durable in its parent, and that in its own', async () => {
  const made = path.join(folder, 'x/y/z');
  localDisk.makeFolder(made);
  localDisk.makeFolder(made);
  expect(localDisk.list(made)).toEqual([]);
});
