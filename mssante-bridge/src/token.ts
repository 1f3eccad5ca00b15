import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 200;

/** What the bridge shows the gateway: the setting, or the file that the gateway makes at its first start, waited for. */
export async function bridgeToken(setting: string | undefined, dataDir: string, signal: AbortSignal): Promise<string> {
  if (setting) return setting;
  const file = path.join(dataDir, 'secrets', 'bridge-token');
  for (;;) {
    signal.throwIfAborted();
    const token = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return '';
    });
    if (token.trim()) return token.trim();
    await wait(LOOK_EVERY_MS, undefined, { signal });
  }
}
