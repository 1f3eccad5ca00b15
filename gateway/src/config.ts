import { Type, type Static } from 'typebox';
import { address, count, optional, port, readSettings, SettingError, text, yesNo } from './settings.ts';

/** Every setting of the gateway: README's table is compared with it by a test. */
export const settings = Type.Object({
  PORT: port({ default: 8080, description: 'Port of the gateway and the portal' }),
  HOST: text({ default: '127.0.0.1', description: 'Address that the gateway listens on' }),
  METRICS_PORT: port({ default: 9464, description: 'Port of /metrics, on loopback' }),
  PUBLIC_URL: optional(
    address({
      description: 'Address of the gateway as browsers and software see it; http://localhost:PORT unless said',
    }),
  ),
  PROXIES: count({
    default: 0,
    maximum: 5,
    description: 'Number of reverse proxies in front whose X-Forwarded-For is believed',
  }),
  DATA_DIR: text({
    default: './data',
    minLength: 1,
    description: 'Folder of secrets, spool and, on a bare machine, the database',
  }),
  DATABASE_URL: optional(
    address({ pattern: '^postgres(ql)?://.+', description: 'PostgreSQL; unless said, an embedded one in DATA_DIR' }),
  ),
  FHIR_BASE_URL: optional(
    address({ pattern: '^https?://.+', description: 'FHIR R4 server; unless said, an embedded one on loopback' }),
  ),
  OIDC_ISSUER: optional(
    address({
      pattern: '^https?://.+',
      description: 'Identity provider of professionals; unless said, an embedded one',
    }),
  ),
  OIDC_DISCOVERY_URL: optional(
    address({
      pattern: '^https?://.+',
      description:
        'Its discovery document where it is not at the standard place (Pro Santé Connect: …/wallet-openid-configuration)',
    }),
  ),
  OIDC_CLIENT_ID: text({ default: 'passerelle', description: 'The gateway’s client at the identity provider' }),
  OIDC_CLIENT_SECRET: optional(text({ description: 'Its secret; required with OIDC_ISSUER' })),
  OIDC_AUDIENCE: optional(
    text({ description: 'Audience that access tokens must name; PUBLIC_URL/fhir/R4 unless said' }),
  ),
  OIDC_PORT: port({ default: 9000, description: 'Port of the embedded identity provider' }),
  SMTP_RELAY_URL: optional(
    address({
      pattern: '^smtps?://.+',
      description: 'Relay for messages to professionals; unless said, an embedded mail catcher',
    }),
  ),
  NOTICES_SMTP_URL: optional(
    address({ pattern: '^smtps?://.+', description: 'Relay for notices to people; SMTP_RELAY_URL unless said' }),
  ),
  NOTICES_FROM: text({
    default: 'Passerelle <ne-pas-repondre@passerelle.example>',
    description: 'Sender of notices to people',
  }),
  SMS_URL: optional(
    address({
      pattern: '^https?://.+',
      description: 'Provider of text messages (POST {to, from, text}); unless said, the embedded mail catcher or none',
    }),
  ),
  SMS_TOKEN: optional(text({ description: 'Bearer token of that provider; required with SMS_URL' })),
  SMS_SENDER: text({
    default: 'Passerelle',
    pattern: '^[A-Za-z0-9 ]{3,11}$|^\\+?[0-9]{3,15}$',
    description: 'Sender of text messages: a name of 3 to 11 letters and digits, or a number',
  }),
  BREACHED_PASSWORDS_URL: optional(
    address({
      pattern: '^https?://.+',
      description:
        'Range service of breached passwords (only 5 characters of a hash leave); unless said, none is asked',
    }),
  ),
  AUTOMATIC_OPENING: yesNo({
    default: false,
    description: 'Whether spaces open by themselves a month after their notice, unless the person objects',
  }),
  CLOCK_SHIFT_DAYS: count({
    default: 0,
    maximum: 40_000,
    description: 'Days by which the clock is ahead, to try out what happens later; refused in production',
  }),
  MAIL_CATCHER_PORT: port({ default: 8025, description: 'Port of the embedded mail catcher’s page' }),
  MAIL_CATCHER_SMTP_PORT: port({ default: 1025, description: 'Port where the embedded mail catcher takes mail' }),
  MSS_DOMAIN: text({
    default: 'patient.mssante.example',
    pattern: '^[a-z0-9.-]+\\.[a-z]{2,}$',
    description: 'Mail domain of the patients’ addresses',
  }),
  BRIDGE_TOKEN: optional(
    text({
      minLength: 32,
      description: 'Secret that bridges show; unless said, made at the first start in DATA_DIR/secrets',
    }),
  ),
  ACCESS_MATRIX: optional(
    text({ description: 'File of the access matrix; the provisional one that is shipped unless said' }),
  ),
  DEMO: yesNo({ default: true, description: 'Fill an empty start with the demo town; no with real services' }),
  LOG_LEVEL: text({
    default: 'info',
    pattern: '^(silent|error|warn|info|debug)$',
    description: 'silent, error, warn, info or debug',
  }),
  NODE_ENV: optional(text({ description: 'production: refuses to start on embedded parts' })),
});
export type Settings = Readonly<Static<typeof settings>>;

/** What needs a real part in production; an embedded stand-in is for evaluation and tests. */
const outside = ['DATABASE_URL', 'FHIR_BASE_URL', 'OIDC_ISSUER', 'SMTP_RELAY_URL', 'PUBLIC_URL'] as const;

/** @throws SettingError naming the setting that is missing or wrong. */
export function readConfig(env: Record<string, string | undefined>): Settings {
  const config = readSettings(settings, env);
  if (config.OIDC_ISSUER && !config.OIDC_CLIENT_SECRET)
    throw new SettingError('OIDC_CLIENT_SECRET', 'is required with OIDC_ISSUER');
  if (config.SMS_URL && !config.SMS_TOKEN) throw new SettingError('SMS_TOKEN', 'is required with SMS_URL');
  if (config.NODE_ENV === 'production') {
    if (config.CLOCK_SHIFT_DAYS > 0) throw new SettingError('CLOCK_SHIFT_DAYS', 'cannot be on in production');
    for (const name of outside)
      if (!config[name]) throw new SettingError(name, 'is required in production: embedded parts are for evaluation');
    if (env['DEMO'] && config.DEMO) throw new SettingError('DEMO', 'cannot be on in production');
  }
  return config;
}
