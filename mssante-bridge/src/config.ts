import path from 'node:path';
import { Type, type Static } from 'typebox';
import { address, count, optional, port, readSettings, SettingError, text, yesNo } from '@passerelle/gateway/settings';

/** Every setting of the bridge; the only place that knows the environment's names. */
export const bridgeSettings = Type.Object({
  NODE_ENV: text({ description: '`production` refuses what only serves evaluation', default: 'development' }),
  GATEWAY_URL: address({
    description: 'Where the gateway is',
    default: 'http://127.0.0.1:8080',
    pattern: '^https?://',
  }),
  BRIDGE_TOKEN: optional(
    text({
      description: 'What the bridge shows the gateway; else the file `secrets/bridge-token` of DATA_DIR',
      minLength: 32,
    }),
  ),
  DATA_DIR: text({ description: 'Where the spool and the secrets are kept', default: './data' }),
  SMTP_HOST: text({ description: 'The address that SMTP listens on', default: '127.0.0.1' }),
  SMTP_PORT: port({ description: 'The port of SMTP', default: 2525 }),
  SMTP_NAME: optional(text({ description: 'The name that the bridge greets with; else the machine’s own' })),
  SMTP_TLS_CERT: optional(text({ description: 'File of the certificate chain for STARTTLS (PEM)' })),
  SMTP_TLS_KEY: optional(text({ description: 'File of its private key (PEM)' })),
  SMTP_TLS_CA: optional(text({ description: 'File of the authorities whose client certificates are required (PEM)' })),
  SMTP_TLS_REQUIRED: yesNo({ description: 'Refuse mail outside TLS', default: false }),
  SMTP_MAX_CONNECTIONS: count({ description: 'Connections at once', default: 200, minimum: 1 }),
  SMTP_MAX_CONNECTIONS_PER_CLIENT: count({
    description: 'Connections at once from one address',
    default: 50,
    minimum: 1,
  }),
  SMTP_MESSAGES_PER_MINUTE: count({ description: 'Messages a minute from one address', default: 60_000, minimum: 1 }),
  SMTP_IDLE_SECONDS: count({ description: 'Silence after which a connection is closed', default: 60, minimum: 1 }),
  SMTP_COMMAND_SECONDS: count({ description: 'Longest time for one command', default: 300, minimum: 1 }),
  SMTP_DATA_SECONDS: count({ description: 'Longest time for one message', default: 600, minimum: 1 }),
  SMTP_RELAY_URL: optional(
    address({ description: 'Where mail leaves through; without it nothing is sent', pattern: '^smtps?://' }),
  ),
  SPOOL_HOURS: count({ description: 'How long filing is tried before the sender is told', default: 120, minimum: 1 }),
  OUTBOX_POLL_MS: count({ description: 'How often mail to send is asked for', default: 1000, minimum: 10 }),
  BRIDGE_HEALTH_PORT: port({ description: 'The loopback port of /health/live and /health/ready', default: 8026 }),
  LOG_LEVEL: text({
    description: 'silent, error, warn, info or debug',
    default: 'info',
    pattern: '^(silent|error|warn|info|debug)$',
  }),
});
export type BridgeSettings = Readonly<Static<typeof bridgeSettings>>;

/**
 * Reads and checks the bridge's settings.
 * @throws SettingError naming the setting that is missing or wrong.
 */
export function readBridgeSettings(env: NodeJS.ProcessEnv): BridgeSettings {
  const settings = readSettings(bridgeSettings, env);
  if (!settings.SMTP_TLS_CERT !== !settings.SMTP_TLS_KEY)
    throw new SettingError(
      settings.SMTP_TLS_CERT ? 'SMTP_TLS_KEY' : 'SMTP_TLS_CERT',
      'is required with its other half',
    );
  if (settings.NODE_ENV === 'production' && !settings.SMTP_TLS_CERT)
    throw new SettingError('SMTP_TLS_CERT', 'is required in production: a certificate made here proves nothing');
  return { ...settings, DATA_DIR: path.resolve(settings.DATA_DIR) };
}
