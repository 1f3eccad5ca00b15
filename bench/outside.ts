import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { professionals } from '../demo/people.ts';
import { startIdentityProvider } from '../gateway/src/embedded/identity-provider.ts';
import { startMailCatcher } from '../gateway/src/embedded/mail-catcher.ts';
import { freePort } from './ports.ts';

/** The parts outside a gateway that runs as it is deployed, and the settings by which it finds them. */
export interface Outside {
  env: Record<string, string>;
  stop: () => Promise<void>;
}

/**
 * Starts the identity provider and the mail catcher in this process: a deployment has both elsewhere, and its gateway never loads them
 * (20 MB). What is measured of the gateway is then the gateway's.
 */
export async function startOutside(): Promise<Outside> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-outside-'));
  const [host, port, clientSecret] = ['127.0.0.1', await freePort(), 'of-the-measurement-and-of-nothing-else'];
  const mails = await startMailCatcher({ dataDir, host, port: 0, smtpPort: 0 });
  const identity = await startIdentityProvider({
    ...{ dataDir, host, port: 0, accounts: professionals, accessTokenSeconds: 3600 },
    ...{ clientId: 'passerelle', clientSecret, publicUrl: `http://localhost:${port}` },
  });
  return {
    env: {
      PORT: String(port),
      OIDC_ISSUER: identity.issuer,
      OIDC_PORT: new URL(identity.issuer).port,
      OIDC_CLIENT_SECRET: clientSecret,
      SMTP_RELAY_URL: mails.smtpUrl,
      MAIL_CATCHER_PORT: new URL(mails.url).port,
    },
    stop: async () => {
      await Promise.all([identity.stop(), mails.stop()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
