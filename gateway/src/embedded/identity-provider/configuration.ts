import Provider, {
  errors,
  type AdapterFactory,
  type ClientMetadata,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import type { IdentityProviderOptions } from './options.ts';
import type { ProviderKeys } from './keys.ts';
import { errorPage } from './pages.ts';
import { claimNames, claimsOf, findByHint, findBySubject, subjectOf } from './professional.ts';

const ciba = 'urn:openid:params:grant-type:ciba';
const scopes = 'openid scope_all';
const minute = 60;

/** Public clients of practice software. `-brief` gets tokens of one second, to try what happens when they end. */
export const software = { usual: 'demo-software', brief: 'demo-software-brief' };

/** The audience of a service that is not ours, for trying that its tokens are refused. */
export const otherAudience = 'https://autre-service.example/api';

export interface ProviderParts extends IdentityProviderOptions {
  issuer: string;
  keys: ProviderKeys;
  adapter: AdapterFactory;
}

/** The provider, with the endpoints, claims and lives of Pro Santé Connect. */
export function configure(parts: ProviderParts): Provider {
  const provider: Provider = new Provider(parts.issuer, {
    adapter: parts.adapter,
    jwks: parts.keys.jwks as NonNullable<Configuration['jwks']>,
    cookies: { keys: parts.keys.cookies },
    clients: clientsOf(parts),
    scopes: scopes.split(' '),
    claims: { openid: ['sub'], scope_all: [...claimNames] },
    acrValues: ['eidas1'],
    pkce: { required: () => true },
    features: featuresOf(parts, () => provider),
    ttl: livesOf(parts),
    interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
    findAccount: (_ctx, subject) => {
      const account = findBySubject(parts.accounts, subject);
      return account && { accountId: subject, claims: async () => ({ sub: subject, ...claimsOf(account) }) };
    },
    extraTokenClaims: (_ctx, token) => {
      const account = 'accountId' in token ? findBySubject(parts.accounts, token.accountId ?? '') : undefined;
      return account && { ...claimsOf(account), azp: token.clientId };
    },
    loadExistingGrant: (ctx) => grantAll(ctx, provider),
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error, out.error_description ?? '');
    },
  });
  return provider;
}

function clientsOf({ clientId, clientSecret, publicUrl }: ProviderParts): ClientMetadata[] {
  const publicClient = (id: string): ClientMetadata => ({
    client_id: id,
    client_name: 'Logiciel de démonstration',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
    grant_types: ['authorization_code', 'refresh_token', ciba],
    backchannel_token_delivery_mode: 'poll',
  });
  return [
    {
      client_id: clientId,
      client_secret: clientSecret,
      client_name: 'Passerelle',
      redirect_uris: [`${publicUrl}/auth/professional/callback`],
      post_logout_redirect_uris: [`${publicUrl}/`],
      grant_types: ['authorization_code', 'refresh_token'],
    },
    publicClient(software.usual),
    publicClient(software.brief),
  ];
}

/** Seconds. */
const livesOf = ({ accessTokenSeconds = 120 }: ProviderParts): NonNullable<Configuration['ttl']> => ({
  AccessToken: (_ctx, _token, client) => (client.clientId === software.brief ? 1 : accessTokenSeconds),
  AuthorizationCode: minute,
  BackchannelAuthenticationRequest: 5 * minute,
  IdToken: 5 * minute,
  RefreshToken: 30 * minute,
  Interaction: 10 * minute,
  Session: 4 * 60 * minute,
  Grant: 4 * 60 * minute,
});

function featuresOf(parts: ProviderParts, provider: () => Provider): NonNullable<Configuration['features']> {
  const audiences = [`${parts.publicUrl}/fhir/R4`, otherAudience];
  return {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, resource) => {
        if (!audiences.includes(resource)) throw new errors.InvalidTarget();
        return { scope: scopes, audience: resource, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } };
      },
    },
    ciba: {
      enabled: true,
      deliveryModes: ['poll'],
      validateRequestContext: () => undefined,
      validateBindingMessage: () => undefined,
      verifyUserCode: () => undefined,
      processLoginHintToken: () => undefined,
      processLoginHint: (_ctx, hint) => {
        const account = findByHint(parts.accounts, hint ?? '');
        return account && subjectOf(account);
      },
      triggerAuthenticationDevice: async (_ctx, request) => {
        const grant = new (provider().Grant)({ accountId: request.accountId ?? '', clientId: request.clientId ?? '' });
        grant.addOIDCScope(scopes);
        for (const resource of [request.resource ?? []].flat()) grant.addResourceScope(resource, scopes);
        await grant.save();
        await provider().backchannelResult(request, grant, { acr: 'eidas1', amr: ['hwk'] });
      },
    },
  };
}

/** No consent is asked for: a professional who signs in has it all passed on, as with Pro Santé Connect. */
async function grantAll(ctx: KoaContextWithOIDC, provider: Provider) {
  const { session, client, params } = ctx.oidc;
  const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: client?.clientId ?? '' });
  grant.addOIDCScope(scopes);
  for (const resource of [params?.['resource'] ?? []].flat()) grant.addResourceScope(String(resource), scopes);
  await grant.save();
  return grant;
}
