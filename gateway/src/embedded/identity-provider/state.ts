import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Kept {
  payload: AdapterPayload;
  /** Milliseconds since 1970 */
  until: number;
}

/** Sessions, grants and tokens of the provider: in memory, and in a file that a next start reads. */
export async function openState(folder: string): Promise<{ adapter: AdapterFactory; flush: () => Promise<void> }> {
  const file = path.join(folder, 'state.json');
  const text = await readFile(file, 'utf8').catch(() => '[]');
  const items = new LRUCache<string, Kept>({ max: 2_000 });
  for (const [key, kept] of JSON.parse(text) as [string, Kept][]) items.set(key, kept);
  const write = async (): Promise<void> => {
    await writeFile(`${file}.part`, JSON.stringify([...items.entries()].reverse()), { mode: 0o600 });
    await rename(`${file}.part`, file);
  };
  let pending: Promise<void> | undefined;
  const changed = (): void => {
    pending ??= new Promise<void>((later) => setTimeout(later, 200).unref())
      .then(write)
      .catch(() => undefined)
      .finally(() => (pending = undefined));
  };
  return {
    adapter: (model) => adapterOf(model, items, changed),
    // Two writers of one file would take it from one another.
    flush: async () => {
      await pending;
      await write();
    },
  };
}

function adapterOf(model: string, items: LRUCache<string, Kept>, changed: () => void): Adapter {
  const keyOf = (id: string): string => `${model}:${id}`;
  const living = (kept: Kept | undefined) => (kept && kept.until > Date.now() ? kept.payload : undefined);
  const findBy = (holds: (payload: AdapterPayload) => boolean) =>
    [...items.entries()].find(([key, { payload }]) => key.startsWith(`${model}:`) && holds(payload))?.[1];
  const drop = (key: string): void => void items.delete(key);
  return {
    upsert: async (id, payload, expiresIn) => {
      items.set(keyOf(id), { payload, until: Date.now() + (expiresIn ?? 3600) * 1000 });
      changed();
    },
    find: async (id) => living(items.get(keyOf(id))),
    findByUid: async (uid) => living(findBy((payload) => payload.uid === uid)),
    findByUserCode: async (userCode) => living(findBy((payload) => payload.userCode === userCode)),
    consume: async (id) => {
      const kept = items.get(keyOf(id));
      if (kept) kept.payload.consumed = Math.floor(Date.now() / 1000);
      changed();
    },
    destroy: async (id) => {
      drop(keyOf(id));
      changed();
    },
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of items.entries()) if (payload.grantId === grantId) drop(key);
      changed();
    },
  };
}
