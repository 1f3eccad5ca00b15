import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { anchorsIn } from '../audit/anchors.ts';
import { Ledger } from '../audit/ledger.ts';
import { shiftedClock } from '../calendar.ts';
import { readConfig, type Settings } from '../config.ts';
import { connect, isUnavailable } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { FhirServerError, type FhirServer } from '../fhir/server.ts';
import { tellFromOutside, type TellPerson } from '../mail/reach.ts';
import { readSecrets } from '../secrets.ts';
import { SettingError } from '../settings.ts';
import { commands } from './commands.ts';
import { FileFault } from './csv.ts';
import { help } from './help.ts';
import { UsageFault, type AdminParts } from './parts.ts';

type Say = (line: string) => void;

/**
 * Runs a command with the settings of the gateway, beside a gateway that runs or without one.
 * @returns the exit code: 0 done, 1 something was refused, 2 the command, its file or a setting is wrong
 */
export async function runAdmin(words: string[], env: Record<string, string | undefined>, say: Say): Promise<number> {
  try {
    return await run(words, env, say);
  } catch (error) {
    const foreseen = error instanceof FileFault || error instanceof SettingError || error instanceof UsageFault;
    const { name, code } = error as { name?: string; code?: string };
    const fault = isUnavailable(error)
      ? 'the database cannot be reached'
      : error instanceof FhirServerError
        ? `the FHIR server ${error.kind === 'unavailable' ? 'cannot be reached' : 'took it not'} (${error.message}); run it again`
        : [name, code].filter(Boolean).join(' ');
    say(foreseen ? error.message : `The command failed: ${fault}`);
    return 2;
  }
}

async function run(
  [concept = 'help', verb = '', ...words]: string[],
  env: Record<string, string | undefined>,
  say: Say,
): Promise<number> {
  const command = commands[`${concept} ${verb}`];
  if (!command) {
    say(help);
    return concept === 'help' ? 0 : 2;
  }
  const config = readConfig(env);
  const postgres = await databaseOf(config);
  const database = connect(postgres.url, 3);
  const fhir = fhirOf(config, postgres.url);
  const telling = tellingOf(postgres.url);
  try {
    await migrate(database);
    const parts = partsOf(config, database, say);
    const openTelling = (): Promise<TellPerson> => telling.open(parts);
    return await command({ ...parts, openFhir: fhir.open, openTelling }, words);
  } finally {
    await telling.close();
    await fhir.close();
    await database.destroy();
    await postgres.stop();
  }
}

/** The embedded database is joined when the gateway runs it, else started for as long as the command takes. */
async function databaseOf({ DATABASE_URL, DATA_DIR }: Settings): Promise<{ url: string; stop: () => Promise<void> }> {
  if (DATABASE_URL) return { url: DATABASE_URL, stop: async () => undefined };
  const { startPostgres } = await import('../embedded/postgres.ts');
  return startPostgres({ dataDir: DATA_DIR });
}

/** The FHIR server that the settings name, else the embedded one on the same database, once a command asks for it. */
function fhirOf({ FHIR_BASE_URL }: Settings, databaseUrl: string) {
  const stops: (() => Promise<void>)[] = [];
  const address = async (): Promise<string> => {
    if (FHIR_BASE_URL) return FHIR_BASE_URL;
    const { startFhirServer } = await import('../embedded/fhir-server/server.ts');
    const running = await startFhirServer({ databaseUrl, host: '127.0.0.1' });
    stops.unshift(running.stop);
    return running.url;
  };
  const open = async (): Promise<FhirServer> => {
    const { openFhirServer } = await import('../fhir/http-server.ts');
    const fhir = openFhirServer({ baseUrl: await address(), connections: 2 });
    stops.unshift(fhir.close);
    return fhir;
  };
  return {
    open,
    close: async (): Promise<void> => {
      for (const stop of stops) await stop();
    },
  };
}

/** The queue of what people are told; the gateway sends it, now or when it runs. */
function tellingOf(databaseUrl: string) {
  const stops: (() => Promise<void>)[] = [];
  return {
    open: async (parts: Pick<AdminParts, 'database' | 'secret' | 'clock'>): Promise<TellPerson> => {
      const { startJobs } = await import('../jobs/jobs.ts');
      const jobs = await startJobs(databaseUrl);
      stops.unshift(jobs.stop);
      return tellFromOutside({ ...parts, jobs });
    },
    close: async (): Promise<void> => {
      for (const stop of stops) await stop();
    },
  };
}

function partsOf(
  config: Settings,
  database: AdminParts['database'],
  say: Say,
): Omit<AdminParts, 'openFhir' | 'openTelling'> {
  const secrets = readSecrets(config.DATA_DIR);
  const ledger = new Ledger(database, secrets.audit);
  const clock = shiftedClock(config.CLOCK_SHIFT_DAYS);
  const actor = { kind: 'operator', id: userInfo().username, name: userInfo().username };
  const request = randomUUID();
  return {
    ...{ database, clock, secret: secrets.seal, auditKey: secrets.audit },
    anchors: anchorsIn(config.DATA_DIR),
    publicUrl: (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, ''),
    mssDomain: config.MSS_DOMAIN,
    automatic: config.AUTOMATIC_OPENING,
    production: config.NODE_ENV === 'production',
    record: async (line) => void (await ledger.write({ line: { at: clock().toISOString(), request, actor, ...line } })),
    say,
  };
}
