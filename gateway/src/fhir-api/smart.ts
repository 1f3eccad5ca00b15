import type { Api } from './api.ts';

/** SMART App Launch 2.0, conformance: where tokens come from. */
export async function smartConfiguration(api: Api): Promise<object> {
  const { issuer, authorizationEndpoint, tokenEndpoint, jwksUri } = await api.provider();
  return {
    issuer,
    jwks_uri: jwksUri,
    authorization_endpoint: authorizationEndpoint,
    token_endpoint: tokenEndpoint,
    grant_types_supported: ['authorization_code'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid'],
    capabilities: ['sso-openid-connect'],
  };
}
