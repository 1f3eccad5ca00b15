import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { spawnBinary } from './postgres/binaries.ts';
import { openCluster, superuser, type Cluster } from './postgres/cluster.ts';
import { endPostmaster, holds, isAlive, pidFile, poll, readPidFile, type Postmaster } from './postgres/postmaster.ts';

/** A PostgreSQL that answers on loopback. */
export interface RunningPostgres {
  /** `postgres://…@127.0.0.1:port/postgres`, password included: a secret. */
  url: string;
  /** Ends it, unless it was found running and others still use it. */
  stop: () => Promise<void>;
}

export interface PostgresOptions {
  /** The folder that keeps it all: `postgres/`, `postgres-password` (owner only) and `postgres.log`. */
  dataDir: string;
  /** Further settings of postgresql.conf. Tests turn `fsync` off; nothing else may. */
  settings?: Record<string, string>;
}

/** Seconds that a recovery after a crash may take before we give up. */
const recovery = 60_000;

/**
 * Starts the PostgreSQL kept in `dataDir` on a free port of loopback, or joins the one that already runs there: a gateway
 * killed by force leaves its database running.
 * @throws when PostgreSQL cannot be had on this machine or does not get ready; the message names the log file.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const cluster = await openCluster(options.dataDir);
  const running = await findRunning(cluster);
  if (running) return { url: urlOf(cluster, running.port), stop: () => leave(cluster, running) };
  const { pid, port } = await launch(cluster, options.settings ?? {});
  return { url: urlOf(cluster, port), stop: () => endPostmaster(pid, cluster.directory) };
}

/** The PostgreSQL that already holds the folder; one that is going away is awaited. */
async function findRunning(cluster: Cluster): Promise<Postmaster | undefined> {
  const { directory } = cluster;
  const settled = await poll(recovery, async () => {
    const written = await readPidFile(directory);
    if (!written) return 'none' as const;
    if (!(await holds(written.pid, directory))) return 'stale' as const;
    return written.status === 'ready' && (await answers(cluster, written.port)) ? written : undefined;
  });
  if (settled === undefined) throw new Error(`The PostgreSQL already running on ${directory} does not get ready.`);
  if (settled === 'stale') await removeStalePidFile(directory);
  return typeof settled === 'string' ? undefined : settled;
}

/** One that was killed a moment ago still looks alive, and takes no connection. */
async function answers(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(cluster, port), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  return client
    .connect()
    .then(() => client.end())
    .then(
      () => true,
      () => false,
    );
}

/**
 * PostgreSQL takes any living process of that id for itself and refuses to start. Where nothing lives, the file stays: by it
 * PostgreSQL makes sure that no process of a killed predecessor still writes.
 */
async function removeStalePidFile(directory: string): Promise<void> {
  const written = await readPidFile(directory);
  if (written && isAlive(written.pid)) await rm(pidFile(directory), { force: true });
}

/** Ends a PostgreSQL that we found running, when nobody else is connected to it any more. */
async function leave(cluster: Cluster, { pid, port }: Postmaster): Promise<void> {
  if (!(await holds(pid, cluster.directory))) return;
  const client = new pg.Client({ connectionString: urlOf(cluster, port), connectionTimeoutMillis: 5_000 });
  const others = `SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;
  try {
    await client.connect();
    if ((await client.query(others)).rowCount) return;
  } finally {
    await client.end().catch(() => undefined);
  }
  await endPostmaster(pid, cluster.directory);
}

async function launch(cluster: Cluster, settings: Record<string, string>): Promise<Postmaster> {
  // More than one try: its port may be taken meanwhile, and processes of a killed predecessor may still hold the shared memory.
  for (let tries = 0; tries < 20; tries += 1) {
    const child = await spawnServer(cluster, await freePort(), settings);
    const ready = await untilReady(cluster, child);
    if (ready) return ready;
    await pause(100);
  }
  throw new Error(`The embedded PostgreSQL does not start; ${cluster.logFile} says why.`);
}

async function spawnServer(cluster: Cluster, port: number, settings: Record<string, string>): Promise<ChildProcess> {
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    // Rule 10: a log holds no health data, so no statement, no value and no detail of a failing row.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...settings,
  };
  const log = await open(cluster.logFile, 'a', 0o600);
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { directory } = cluster;
  const child = await spawnBinary('postgres', ['-D', directory, ...flags], {
    directory,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  return child;
}

/** Undefined when the process ended before it was ready. */
async function untilReady({ directory }: Cluster, child: ChildProcess): Promise<Postmaster | undefined> {
  let ended = false;
  const end = Promise.race([once(child, 'exit'), once(child, 'error')]).then(() => (ended = true));
  end.catch(() => (ended = true));
  const state = await poll(recovery, async () => {
    if (ended) return 'ended' as const;
    const written = await readPidFile(directory);
    return written?.pid === child.pid && written?.status === 'ready' ? written : undefined;
  });
  if (state === undefined) child.kill('SIGINT');
  child.unref();
  return typeof state === 'string' ? undefined : state;
}

/** A port that the system chose; the gap until PostgreSQL takes it is covered by trying again. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('No free port on loopback.');
  return address.port;
}

const urlOf = ({ password }: Cluster, port: number): string =>
  `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
