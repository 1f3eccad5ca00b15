import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { doorsOf, type Doors } from '../../demo/doors.ts';

/** The whole of Passerelle as `npm start` makes it, on free ports and a folder of its own. */
export interface Passerelle {
  url: string;
  metricsUrl: string;
  /** Of the bridge: says how many messages wait. */
  bridgeHealthUrl: string;
  smtpPort: number;
  catcherUrl: string;
  issuer: string;
  dataDir: string;
  mailDomain: string;
  /** The same for the actors of the demo town. */
  doors: Doors;
  /** What the processes wrote. */
  output: () => string;
  /** Ends the processes; the data stay for `startPasserelle({ dataDir })`. */
  stop: () => Promise<void>;
  /** Ends the processes and removes the data. */
  remove: () => Promise<void>;
  process: ChildProcess;
}

export interface PasserelleOptions {
  dataDir?: string;
  demo?: boolean;
  env?: Record<string, string>;
}

const root = path.resolve(import.meta.dirname, '../..');

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/** Starts all processes and waits until they serve. @throws with their output when they do not. */
export async function startPasserelle(options: PasserelleOptions = {}): Promise<Passerelle> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'passerelle-journey-')));
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnFreePorts({ ...options, dataDir });
    } catch (error) {
      // A port that was free when we looked may be somebody else's a second later.
      if (tries === 5 || !String(error).includes('EADDRINUSE')) throw error;
    }
  }
}

async function startOnFreePorts({ dataDir, ...options }: PasserelleOptions & { dataDir: string }): Promise<Passerelle> {
  const [port, metrics, smtp, catcher, catcherSmtp, oidc, health] = await freePorts(7);
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PORT: String(port),
    METRICS_PORT: String(metrics),
    SMTP_PORT: String(smtp),
    MAIL_CATCHER_PORT: String(catcher),
    MAIL_CATCHER_SMTP_PORT: String(catcherSmtp),
    OIDC_PORT: String(oidc),
    BRIDGE_HEALTH_PORT: String(health),
    DATA_DIR: dataDir,
    DEMO: options.demo ? 'yes' : 'no',
    LOG_LEVEL: 'error',
    MSS_DOMAIN: 'patient.mssante.example',
    ...options.env,
  };
  const child = fork(path.join(root, 'start/main.ts'), {
    cwd: root,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit');
  const ready = once(child, 'message');
  await Promise.race([
    ready,
    ended.then(() => Promise.reject(new Error(`Passerelle ended before it was ready:\n${output}`))),
  ]);
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  return {
    doors: doorsOf(env),
    metricsUrl: `http://127.0.0.1:${metrics}`,
    bridgeHealthUrl: `http://127.0.0.1:${health}/health/ready`,
    url: `http://localhost:${port}`,
    smtpPort: smtp as number,
    catcherUrl: `http://localhost:${catcher}`,
    issuer: `http://localhost:${oidc}`,
    dataDir,
    mailDomain: env.MSS_DOMAIN,
    output: () => output,
    stop,
    remove: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
    process: child,
  };
}
