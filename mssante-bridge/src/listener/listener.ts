import type { AddressInfo } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import type { SMTPServerOptions } from 'smtp-server';
import type { Log } from '../log.ts';
import type { Spool } from '../spool/spool.ts';
import type { Decisions, MailSettings } from './decisions.ts';
import type { Pace } from './connection.ts';
import { hooks, type SessionView } from './hooks.ts';
import { StrictServer, type Room } from './server.ts';

const MAX_BYTES_UNTOLD = 25 * 1024 * 1024;

export interface ListenerOptions {
  host: string;
  port: number;
  name: string | undefined;
  tls: { context: SecureContextOptions; clientCertificates: boolean; required: boolean };
  room: Room;
  pace: Pace;
  /** Milliseconds of silence after which a connection is closed. */
  idle: number;
  messagesPerMinute: number;
}

export interface ListenerParts {
  spool: Spool;
  decisions: Decisions;
  settings: () => MailSettings | undefined;
  log: Log;
  /** A message is durable under this id. */
  received: (id: string) => void;
}

export interface Listener {
  port: number;
  /** Takes no more connections, lets those under way end for up to `grace` milliseconds, then cuts them. */
  stop: () => Promise<void>;
}

/** Opens the SMTP door. Closed by default: what no hook lets in is not taken. */
export async function listen(options: ListenerOptions, parts: ListenerParts): Promise<Listener> {
  const session: SessionView = {
    // Set at each connection: the gateway's own limit is the one announced.
    greet: () => (server.options.size = parts.settings()?.maxBytes ?? MAX_BYTES_UNTOLD),
    holdsBareLine: (id) => server.holdsBareLine(id),
  };
  const server: StrictServer = new StrictServer(
    { ...serverOptions(options), ...hooks(options, parts, session) },
    options.room,
    options.pace,
  );
  server.on('error', (error) => parts.log.debug('smtp.connection-error', { message: error.message }));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, stop: () => new Promise((resolve) => server.close(resolve)) };
}

function serverOptions({ name, tls, idle }: ListenerOptions): SMTPServerOptions {
  return {
    ...tls.context,
    ...(name ? { name } : {}),
    minVersion: 'TLSv1.2',
    requestCert: tls.clientCertificates,
    rejectUnauthorized: tls.clientCertificates,
    banner: 'Passerelle',
    heloResponse: '%s',
    authOptional: true,
    disabledCommands: ['AUTH', 'WIZ', 'SHELL', 'KILL'],
    disableReverseLookup: true,
    socketTimeout: idle,
    closeTimeout: 5000,
    logger: false,
  };
}
