import path from 'node:path';
import type { BridgeSettings } from './config.ts';
import { connectGateway } from './gateway.ts';
import { openHealthDoor } from './health.ts';
import { hand, type IntakeParts } from './intake.ts';
import { gatewayDecisions } from './listener/decisions.ts';
import { listen } from './listener/listener.ts';
import type { ListenerOptions } from './listener/options.ts';
import { listenerTls } from './listener/tls.ts';
import type { Log } from './log.ts';
import { deliveryNotice } from './notices/delivery-notice.ts';
import { openOutcomes } from './outbox/outcomes.ts';
import { startOutbox } from './outbox/outbox.ts';
import { connectRelay, type Relay } from './outbox/relay.ts';
import { startParser } from './parse/parser.ts';
import { startQueue } from './queue.ts';
import { watchSettings } from './settings-watch.ts';
import { localDisk } from './spool/disk.ts';
import { openSpool } from './spool/spool.ts';
import { startWriter } from './spool/writer.ts';

const DECISION_MS = 10_000;
const FILING_MS = 60_000;
const PARSING_MS = 10_000;
const HANDING = {
  concurrency: 4,
  firstWait: 1000,
  longestWait: 5 * 60_000,
  gatewayWait: 500,
  calm: 500,
  longestHold: 20_000,
};

export interface Bridge {
  smtpPort: number;
  healthPort: number;
  /** Ends each part after what it has in hand; what waits is on disk. */
  stop: () => Promise<void>;
}

/** Puts the parts together: the door, the spool behind it, what hands it on, and the way out. */
export async function startBridge(settings: BridgeSettings, token: string, log: Log): Promise<Bridge> {
  const folder = path.join(settings.DATA_DIR, 'bridge');
  const gateway = connectGateway(settings.GATEWAY_URL, token, DECISION_MS);
  const filing = connectGateway(settings.GATEWAY_URL, token, FILING_MS);
  const writer = startWriter();
  const spool = await openSpool({ folder: path.join(folder, 'spool'), disk: localDisk, writer, log });
  const watch = await watchSettings(gateway, log);
  const parser = startParser(PARSING_MS);
  const relay = settings.SMTP_RELAY_URL ? connectRelay(settings.SMTP_RELAY_URL) : undefined;
  const domain = (): string => watch.current()?.domain ?? 'localhost';
  const intake: IntakeParts = {
    spool,
    parser,
    gateway: filing,
    log,
    tellSender: relay && tellBy(relay, domain),
    lifetime: settings.SPOOL_HOURS * 3_600_000,
  };
  const queue = startQueue((id, attempt) => hand(id, attempt, intake), HANDING, log);
  for (const id of spool.waiting()) queue.add(id);
  const listener = await listen(await listenerOptions(settings, folder), {
    spool,
    decisions: gatewayDecisions(gateway, watch.current),
    settings: watch.current,
    log,
    received: queue.add,
  });
  const outcomes = openOutcomes(path.join(folder, 'outcomes'), localDisk, writer);
  const outbox = relay && startOutbox({ gateway: filing, relay, outcomes, log, poll: settings.OUTBOX_POLL_MS });
  const health = await openHealthDoor(settings.BRIDGE_HEALTH_PORT, () => ({
    gateway: watch.reached() && queue.healthy(),
    relay: relay !== undefined,
    ...spool.depth(),
  }));
  log.info('bridge.ready', { smtpPort: listener.port, healthPort: health.port, relay: relay !== undefined });
  return {
    smtpPort: listener.port,
    healthPort: health.port,
    stop: async () => {
      watch.stop();
      await Promise.all([listener.stop(), outbox?.stop()]);
      await queue.stop();
      await Promise.all([parser.stop(), spool.stop(), writer.stop(), health.stop()]);
      relay?.stop();
    },
  };
}

function tellBy(relay: Relay, domain: () => string): NonNullable<IntakeParts['tellSender']> {
  return async (message, refused) => {
    const { result, detail } = await relay.sendNotice(
      message.envelope.from,
      deliveryNotice(message, refused, domain()),
    );
    if (result === 'deferred') throw new Error(detail);
  };
}

async function listenerOptions(settings: BridgeSettings, folder: string): Promise<ListenerOptions> {
  return {
    host: settings.SMTP_HOST,
    port: settings.SMTP_PORT,
    name: settings.SMTP_NAME,
    tls: await listenerTls(settings, folder),
    room: {
      connections: settings.SMTP_MAX_CONNECTIONS,
      connectionsPerClient: settings.SMTP_MAX_CONNECTIONS_PER_CLIENT,
    },
    pace: { command: settings.SMTP_COMMAND_SECONDS * 1000, data: settings.SMTP_DATA_SECONDS * 1000 },
    idle: settings.SMTP_IDLE_SECONDS * 1000,
    messagesPerMinute: settings.SMTP_MESSAGES_PER_MINUTE,
  };
}
