import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBridge, type Bridge } from '../bridge.ts';
import { readBridgeSettings } from '../config.ts';
import { createLog } from '../log.ts';
import { DOMAIN, startTestGateway, TOKEN, type TestGateway } from './gateway.ts';

/** A patient of these tests, by her made-up INS. */
export const PATIENT = `299017599999968@${DOMAIN}`;
export const OTHER_PATIENT = `180017599999926@${DOMAIN}`;
export const DOCTOR = 'dr.martin@hopital.test';

/** The bridge as it runs, beside a gateway that speaks the contract. */
export interface TestBridge extends AsyncDisposable {
  bridge: Bridge;
  gateway: TestGateway;
  folder: string;
  log: () => string;
  /** Ends the bridge and starts it again on the same folder. */
  restart: () => Promise<void>;
}

export async function testBridge(environment: Record<string, string> = {}): Promise<TestBridge> {
  const gateway = await startTestGateway();
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-bridge-'));
  const lines: string[] = [];
  const settings = readBridgeSettings({
    GATEWAY_URL: gateway.url,
    DATA_DIR: folder,
    SMTP_PORT: '0',
    BRIDGE_HEALTH_PORT: '0',
    SMTP_NAME: 'mx.test',
    OUTBOX_POLL_MS: '20',
    LOG_LEVEL: 'debug',
    ...environment,
  });
  const log = createLog('debug', (line) => lines.push(line));
  const start = (): Promise<Bridge> => startBridge(settings, TOKEN, log);
  const running: TestBridge = {
    bridge: await start(),
    gateway,
    folder,
    log: () => lines.join(''),
    restart: async () => {
      await running.bridge.stop();
      running.bridge = await start();
    },
    [Symbol.asyncDispose]: async () => {
      await running.bridge.stop();
      await gateway.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return running;
}
