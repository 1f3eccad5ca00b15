import type { AddressInfo } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { hooks, type SessionView } from './hooks.ts';
import type { ListenerOptions, ListenerParts } from './options.ts';
import { StrictServer } from './server.ts';

const MAX_BYTES_UNTOLD = 25 * 1024 * 1024;

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
