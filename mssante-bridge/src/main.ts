import process from 'node:process';
import { SettingError } from '@passerelle/gateway/settings';
import { startBridge } from './bridge.ts';
import { readBridgeSettings } from './config.ts';
import { createLog, type LogLevel } from './log.ts';
import { bridgeToken } from './token.ts';

/** Starts the bridge and ends it with its parent, or when asked to. */
async function main(): Promise<void> {
  const settings = readBridgeSettings(process.env);
  const log = createLog(settings.LOG_LEVEL as LogLevel, (line) => process.stdout.write(line));
  const ending = new AbortController();
  const ended = new Promise<string>((resolve) => {
    for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, () => resolve(event));
    // The parent may have gone while this process was still loading.
    if (process.send && !process.connected) resolve('disconnect');
  });
  void ended.then(() => ending.abort());
  const token = await bridgeToken(settings.BRIDGE_TOKEN, settings.DATA_DIR, ending.signal);
  const bridge = await startBridge(settings, token, log);
  process.send?.({ ready: true, smtpPort: bridge.smtpPort, healthPort: bridge.healthPort });
  log.info('bridge.stopping', { why: await ended });
  await bridge.stop();
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    if (error.name === 'AbortError') process.exit(0);
    process.stderr.write(`mssante-bridge: ${error instanceof SettingError ? error.message : error.stack}\n`);
    process.exit(1);
  },
);
