import type { Settings } from '../config.ts';

/** Where the parts outside the gateway are, whether real or brought along. */
export interface Surroundings {
  databaseUrl: string;
  fhirBaseUrl: string;
  issuer: string;
  relayUrl: string;
  noticesUrl: string;
  /** Where text messages go; absent when there is nowhere. */
  sms?: { url: string; token: string };
  /** Lines for the person who started it: which stand-ins run, and where. */
  lines: string[];
  /** Nothing outside is real: an empty start may be filled with the demo town. */
  demo: boolean;
  stop: () => Promise<void>;
}

/**
 * Starts a stand-in for each part that the settings do not name. The database comes first, since the FHIR server keeps its data
 * there; the others start side by side. What was started is ended when one of them fails.
 */
export async function surround(config: Settings, publicUrl: string, clientSecret: string): Promise<Surroundings> {
  const stops: (() => Promise<void>)[] = [];
  const lines: string[] = [];
  const keep = <P extends { stop: () => Promise<void> }>(part: P, line?: string): P => {
    stops.unshift(part.stop);
    if (line) lines.push(line);
    return part;
  };
  const stop = async (): Promise<void> => {
    const faults: unknown[] = [];
    for (const end of stops.splice(0)) await end().catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw new AggregateError(faults, 'a stand-in did not end');
  };
  try {
    const mail = catcher(config, keep);
    const identity = provider(config, { publicUrl, clientSecret }, keep);
    const databaseUrl = await database(config, keep);
    const fhirBaseUrl = await fhirServer(config, databaseUrl, keep);
    const { relayUrl, smsUrl } = await mail;
    return {
      ...{ databaseUrl, fhirBaseUrl, relayUrl, issuer: await identity, lines, stop },
      noticesUrl: config.NOTICES_SMTP_URL ?? relayUrl,
      ...smsOf(config, smsUrl),
      demo: config.DEMO && !config.SMTP_RELAY_URL && !config.OIDC_ISSUER,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Keep = <P extends { stop: () => Promise<void> }>(part: P, line?: string) => P;

async function database(config: Settings, keep: Keep): Promise<string> {
  if (config.DATABASE_URL) return config.DATABASE_URL;
  const { startPostgres } = await import('./postgres.ts');
  return keep(await startPostgres({ dataDir: config.DATA_DIR })).url;
}

async function fhirServer(config: Settings, databaseUrl: string, keep: Keep): Promise<string> {
  if (config.FHIR_BASE_URL) return config.FHIR_BASE_URL;
  const { startFhirServer } = await import('./fhir-server/server.ts');
  const report = (fault: unknown): void =>
    void process.stderr.write(`embedded FHIR server: ${(fault as Error).name}\n`);
  return keep(await startFhirServer({ databaseUrl, host: '127.0.0.1', report })).url;
}

/** The provider that the settings name, else the catcher where there is one. */
function smsOf({ SMS_URL, SMS_TOKEN = '' }: Settings, caught: string | undefined): Pick<Surroundings, 'sms'> {
  if (SMS_URL) return { sms: { url: SMS_URL, token: SMS_TOKEN } };
  return caught ? { sms: { url: caught, token: 'caught' } } : {};
}

async function catcher(config: Settings, keep: Keep): Promise<{ relayUrl: string; smsUrl?: string }> {
  if (config.SMTP_RELAY_URL) return { relayUrl: config.SMTP_RELAY_URL };
  const { startMailCatcher } = await import('./mail-catcher.ts');
  const { MAIL_CATCHER_SMTP_PORT: smtpPort, MAIL_CATCHER_PORT: port, DATA_DIR: dataDir } = config;
  const running = await startMailCatcher({ smtpPort, port, host: '127.0.0.1', dataDir });
  keep(running, `  Mails sent            ${running.url}`);
  return { relayUrl: running.smtpUrl, smsUrl: running.smsUrl };
}

async function provider(
  config: Settings,
  client: { publicUrl: string; clientSecret: string },
  keep: Keep,
): Promise<string> {
  if (config.OIDC_ISSUER) return config.OIDC_ISSUER;
  const [{ startIdentityProvider }, { professionals }] = await Promise.all([
    import('./identity-provider.ts'),
    import('@passerelle/fhir-mappings/demo-town'),
  ]);
  const { OIDC_PORT: port, DATA_DIR: dataDir, OIDC_CLIENT_ID: clientId } = config;
  const running = await startIdentityProvider({
    port,
    host: '127.0.0.1',
    dataDir,
    clientId,
    ...client,
    accounts: professionals,
    accessTokenSeconds: 3600,
  });
  keep(running, `  Identity provider     ${running.issuer}`);
  return running.issuer;
}
