import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { SettingError } from './settings.ts';

const nameOf = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof SettingError) return error.setting;
    throw error;
  }
  return 'accepted';
};

describe('settings', () => {
  it('need nothing on a bare machine', () => {
    expect(readConfig({})).toMatchObject({ PORT: 8080, DATA_DIR: './data', DEMO: true });
  });

  it('take an empty variable for one that is not there', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 8080 });
  });

  it.each([
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: 'http' }],
    ['METRICS_PORT', { METRICS_PORT: '-1' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://host/db' }],
    ['FHIR_BASE_URL', { FHIR_BASE_URL: 'hapi:8080' }],
    ['SMTP_RELAY_URL', { SMTP_RELAY_URL: 'relay.example' }],
    ['MSS_DOMAIN', { MSS_DOMAIN: 'no spaces here' }],
    ['DEMO', { DEMO: 'perhaps' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['OIDC_CLIENT_SECRET', { OIDC_ISSUER: 'https://idp.example' }],
  ])('that are wrong stop the start, naming %s', (name, env) => {
    expect(nameOf(env)).toBe(name);
  });

  it('refuse embedded parts in production, one by one', () => {
    const real = {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://db/passerelle',
      FHIR_BASE_URL: 'http://hapi/fhir',
      OIDC_ISSUER: 'https://idp.example',
      OIDC_CLIENT_SECRET: 'secret',
      SMTP_RELAY_URL: 'smtp://relay',
      PUBLIC_URL: 'https://espace.example',
    };
    expect(nameOf(real)).toBe('accepted');
    for (const name of ['DATABASE_URL', 'FHIR_BASE_URL', 'OIDC_ISSUER', 'SMTP_RELAY_URL', 'PUBLIC_URL'] as const) {
      expect(nameOf({ ...real, [name]: '' })).toBe(name);
    }
    expect(nameOf({ ...real, DEMO: 'yes' })).toBe('DEMO');
  });
});
