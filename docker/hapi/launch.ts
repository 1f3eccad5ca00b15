import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { builtJar } from './build.ts';

interface HapiOptions {
  /** `postgres://user:password@host:port/database`: HAPI keeps its tables there, in a schema of its own. Absent: H2 in memory. */
  databaseUrl?: string | undefined;
  /** A file of H2 (without ending) that outlives the server; only without `databaseUrl`. */
  file?: string | undefined;
  /** 0 or absent: the system chooses. */
  port?: number | undefined;
  /** It serves for minutes, as in tests: compiled once and simply, it takes half of the processor time. */
  brief?: boolean | undefined;
  /** Where the server's own errors go; absent: a file beside the build. */
  errors?: 'inherit' | undefined;
}

export interface RunningHapi {
  /** The FHIR base, without a slash at its end: `http://127.0.0.1:40123/fhir`. */
  url: string;
  /** Ends when the server ended, by itself or by `stop`. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

// Twenty seconds on a quiet machine; several times that where two cores also run the rest of the tests.
const startDeadline = 300_000;
const stopDeadline = 15_000;

const memory = 'mem:hapi;DB_CLOSE_DELAY=-1';
/** Written at each commit, so that nothing acknowledged is lost by a kill; and no trace file, which would hold what was sent. */
const durable = 'WRITE_DELAY=0;TRACE_LEVEL_FILE=0';
/** The serial collector takes 0.6 GB where the default one takes 1 GB, and a tenth less time to start, on two cores. */
export const machine = ['-Xmx1g', '-XX:+UseSerialGC', '-Dfile.encoding=UTF-8'];

/** Without the second compiler, which is worth its time to what runs for hours. */
export const brief = ['-XX:TieredStopAtLevel=1'];

/** The database in the launcher's words (JDBC). The user and password travel in the environment only. */
export function databaseSettings(options: HapiOptions): Record<string, string> {
  if (options.databaseUrl === undefined) {
    const place = options.file === undefined ? memory : `file:${path.resolve(options.file)};${durable}`;
    return { HAPI_DATABASE_URL: `jdbc:h2:${place};DB_CLOSE_ON_EXIT=FALSE` };
  }
  const url = new URL(options.databaseUrl);
  return {
    HAPI_DATABASE_URL: `jdbc:postgresql://${url.host}${url.pathname}${url.search}`,
    HAPI_DATABASE_USER: decodeURIComponent(url.username),
    HAPI_DATABASE_PASSWORD: decodeURIComponent(url.password),
  };
}

function environment(options: HapiOptions): NodeJS.ProcessEnv {
  const { PATH, HOME, JAVA_HOME } = process.env;
  return { PATH, HOME, JAVA_HOME, HAPI_PORT: String(options.port ?? 0), ...databaseSettings(options) };
}

/** Resolves with the address that the launcher prints; rejects when it ends, or says nothing for too long. */
function ready(server: ChildProcess, ended: Promise<void>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const late = setTimeout(() => reject(new Error(`HAPI was not ready after ${startDeadline / 1000} s`)), startDeadline);
  if (server.stdout)
    createInterface(server.stdout).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length));
    });
  void ended.then(() => reject(new Error('HAPI ended before it was ready')));
  return promise.finally(() => clearTimeout(late));
}

/** Closes its standard input, which is how it is asked to end; kills it when that takes too long. */
async function stop(server: ChildProcess, ended: Promise<void>): Promise<void> {
  const late = setTimeout(() => server.kill('SIGKILL'), stopDeadline);
  server.stdin?.end();
  await ended.finally(() => clearTimeout(late));
}

/**
 * Starts the real HAPI JPA server on loopback, building it when needed; 15 to 30 s on two cores. It ends with this
 * process, however that ends: it watches its standard input.
 */
export async function startHapi(options: HapiOptions = {}): Promise<RunningHapi> {
  const jar = await builtJar();
  const log = path.join(path.dirname(jar), `hapi-${process.pid}.log`);
  const errors = options.errors ?? openSync(log, 'a');
  const compiler = options.brief ? brief : [];
  const server = spawn('java', [...machine, ...compiler, '-jar', jar], {
    stdio: ['pipe', 'pipe', errors],
    env: environment(options),
  });
  if (typeof errors === 'number') closeSync(errors);
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()).once('error', () => resolve()));
  try {
    return { url: await ready(server, ended), ended, stop: () => stop(server, ended) };
  } catch (cause) {
    await stop(server, ended);
    throw new Error(`HAPI did not start; its errors are in ${options.errors ?? log}`, { cause });
  }
}
