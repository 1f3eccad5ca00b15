import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { closeServer } from '../http/close-server.ts';
import { configure } from './identity-provider/configuration.ts';
import { readKeys } from './identity-provider/keys.ts';
import type { IdentityProviderOptions } from './identity-provider/options.ts';
import { answerSignIn, isSignIn } from './identity-provider/sign-in-page.ts';
import { openState } from './identity-provider/state.ts';

export interface IdentityProvider {
  /** `http://localhost:port` */
  issuer: string;
  stop: () => Promise<void>;
}

/**
 * An identity provider for professionals that speaks the claims and the grants of Pro Santé Connect (code with PKCE, CIBA), for
 * evaluation and tests. Backchannel requests are approved by nobody: it must be reachable from this machine alone.
 */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const folder = path.join(options.dataDir, 'identity-provider');
  const [keys, state] = await Promise.all([readKeys(folder), openState(folder)]);
  const server = createServer();
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = configure({ ...options, issuer, keys, adapter: state.adapter });
  const protocol = provider.callback() as RequestListener;
  server.on('request', (request, answer) => {
    if (isSignIn(request.url)) void answerSignIn(provider, options, request, answer);
    else protocol(request, answer);
  });
  return {
    issuer,
    stop: async () => {
      await closeServer(server);
      await state.flush();
    },
  };
}
