import { createApp } from './app.ts';
import { readMatrix, shippedMatrix } from './access/matrix.ts';
import { startAnchoring } from './audit/anchoring.ts';
import { anchorsIn } from './audit/anchors.ts';
import { startExporter } from './audit/exporter.ts';
import { breachedPasswords, type IsBreached } from './auth/breached-passwords.ts';
import { shiftedClock } from './calendar.ts';
import { readConfig, type Settings } from './config.ts';
import { connect } from './database/connect.ts';
import { migrate } from './database/migrate.ts';
import { surround, type Surroundings } from './embedded/stand-ins.ts';
import { openFhirServer } from './fhir/http-server.ts';
import { FhirServerError } from './fhir/server.ts';
import { closeServer } from './http/close-server.ts';
import { createMetrics } from './http/metrics.ts';
import { startJobs } from './jobs/jobs.ts';
import { createMailer } from './mail/mailer.ts';
import { startNotices } from './mail/notices.ts';
import { startTelling } from './mail/reach.ts';
import { startNights } from './night/nightly.ts';
import { endWith, sayReady } from './process.ts';
import { readSecrets } from './secrets.ts';
import { SettingError } from './settings.ts';
import { createSms, type Sms } from './sms/sms.ts';

/** What ends each part that was started, in the order of the start. */
const stops: (() => Promise<void>)[] = [];
let ending = false;

/** Ends all of them, the last first. @throws when one could not be ended; the others are. */
async function stopAll(): Promise<void> {
  ending = true;
  const faults: unknown[] = [];
  for (const stop of stops.splice(0).reverse()) await stop().catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw new AggregateError(faults, 'a part did not end');
}

/** Starts the gateway: what surrounds it, its database, its jobs, then its doors. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, '');
  const secrets = readSecrets(config.DATA_DIR, config.BRIDGE_TOKEN);
  const surrounding = surround(config, publicUrl, secrets.identityClient);
  stops.push(async () => (await surrounding.catch(() => undefined))?.stop());
  endWith(stopAll);
  const around = await surrounding;
  const database = connect(around.databaseUrl);
  stops.push(() => database.destroy());
  await migrate(database);
  const fhir = openFhirServer({ baseUrl: around.fhirBaseUrl });
  stops.push(fhir.close);
  const mailer = createMailer({ url: around.noticesUrl, from: config.NOTICES_FROM });
  const jobs = await startJobs(around.databaseUrl);
  stops.push(jobs.stop);
  const metrics = createMetrics();
  const clock = shiftedClock(config.CLOCK_SHIFT_DAYS);
  const sms = smsFrom(around, config.SMS_SENDER);
  const telling = { database, jobs, mailer, ...sms, dataDir: config.DATA_DIR, secret: secrets.seal, clock };
  const tellPerson = await startTelling(telling);
  const ofTheNight = { database, fhir, tellPerson, secrets, publicUrl, clock, mssDomain: config.MSS_DOMAIN };
  await startNights({ ...ofTheNight, jobs, automatic: config.AUTOMATIC_OPENING });
  const app = await createApp({
    ...{ database, fhir, mailer, jobs, secrets, metrics, clock, publicUrl },
    ...sms,
    ...breachList(config.BREACHED_PASSWORDS_URL, metrics.breachListMissed),
    tellPerson,
    notices: await startNotices({ jobs, mailer }),
    matrix: readMatrix(config.ACCESS_MATRIX ?? shippedMatrix),
    mssDomain: config.MSS_DOMAIN,
    identity: identityOf(config, around, publicUrl, secrets.identityClient),
    proxies: config.PROXIES,
    logLevel: config.LOG_LEVEL,
  });
  const report = (fault: Error): void => app.log.error(faultOf(fault), 'audit events are late');
  const alarm = (fault: Error): void => app.log.error({ fault: fault.name }, 'the audit chain could not be anchored');
  const anchors = anchorsIn(config.DATA_DIR);
  stops.push(startAnchoring({ database, anchors, clock, every: 60_000, report: alarm }).stop);
  stops.push(startExporter({ database, fhir, every: 5_000, report }).stop);
  await app.listen({ port: config.PORT, host: config.HOST });
  stops.push(() => app.close());
  const metricsServer = await metrics.listen(config.METRICS_PORT);
  stops.push(() => closeServer(metricsServer));
  sayReady({
    lines: [`  Portal                ${publicUrl}`, `  FHIR API              ${publicUrl}/fhir/R4`, ...around.lines],
    demo: around.demo,
    env: { GATEWAY_URL: `http://${config.HOST}:${config.PORT}`, SMTP_RELAY_URL: around.relayUrl },
  });
}

/** What may be logged of a fault. */
const faultOf = (fault: Error) => ({
  fault: fault.name,
  ...(fault instanceof FhirServerError ? { kind: fault.kind, status: fault.status } : {}),
});

const smsFrom = (around: Surroundings, sender: string): { sms?: Sms } =>
  around.sms ? { sms: createSms({ ...around.sms, sender }) } : {};

const breachList = (url: string | undefined, missed: () => void): { isBreached?: IsBreached } =>
  url ? { isBreached: breachedPasswords(url, missed) } : {};

const identityOf = (config: Settings, around: Surroundings, publicUrl: string, ownSecret: string) => ({
  issuer: around.issuer,
  ...(config.OIDC_DISCOVERY_URL ? { discoveryUrl: config.OIDC_DISCOVERY_URL } : {}),
  clientId: config.OIDC_CLIENT_ID,
  clientSecret: config.OIDC_CLIENT_SECRET ?? ownSecret,
  audience: config.OIDC_AUDIENCE ?? `${publicUrl}/fhir/R4`,
});

main().catch((error: unknown) => {
  // What was still starting finds its ground gone.
  if (ending) return;
  const wrong = error instanceof SettingError;
  process.stderr.write(`passerelle: ${wrong ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  // A start that fails half-way leaves nothing running behind it.
  const end = (): never => process.exit(wrong ? 2 : 1);
  setTimeout(end, 8_000);
  void stopAll().then(end, end);
});
