import type { Gateway } from './gateway.ts';
import type { MailSettings } from './listener/decisions.ts';
import type { Log } from './log.ts';

const FRESH_MS = 60_000;
const RETRY_MS = 1000;

/** The gateway's mail settings as it last said them, asked again each minute; nothing until it was reached once. */
export interface SettingsWatch {
  current: () => MailSettings | undefined;
  /** Whether the last question was answered. */
  reached: () => boolean;
  stop: () => void;
}

export async function watchSettings(gateway: Gateway, log: Log): Promise<SettingsWatch> {
  let current: MailSettings | undefined;
  let reached = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const ask = async (): Promise<void> => {
    try {
      current = await gateway('GET /bridge/settings');
      if (!reached) log.info('gateway.reached', { domain: current.domain });
      reached = true;
    } catch (error) {
      if (reached || !timer)
        log.error('gateway.unreachable', { cause: error instanceof Error ? error.message : 'unknown' });
      reached = false;
    }
    if (!stopped) timer = setTimeout(() => void ask(), reached ? FRESH_MS : RETRY_MS);
  };
  await ask();
  return {
    current: () => current,
    reached: () => reached,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
