import * as openid from 'openid-client';
import type { ProfessionalCaller } from '../access/caller.ts';
import type { DescribedProfessional } from '../directory/professionals.ts';
import { Problem, problem } from '../errors.ts';
import { describedIn, professionalOf } from './professional-claims.ts';

export interface RelyingPartyOptions {
  issuer: string;
  /** Where the discovery document is not at the standard place, as with Pro Santé Connect. */
  discoveryUrl?: string;
  clientId: string;
  clientSecret: string;
  publicUrl: string;
}

/** What must come back unchanged from a sign-in at the identity provider. */
export interface LoginState {
  state: string;
  nonce: string;
  verifier: string;
  returnTo: string;
}

export interface Recognised {
  caller: ProfessionalCaller;
  described: DescribedProfessional | undefined;
}

/** Seconds. */
const deadline = 5;

/** The gateway as a client of the professionals' identity provider: authorization code with PKCE, state and nonce. */
export class RelyingParty {
  readonly #options: RelyingPartyOptions;
  #configuration: Promise<openid.Configuration> | undefined;

  constructor(options: RelyingPartyOptions) {
    this.#options = options;
  }

  /** Where to send the browser, and what to keep until it comes back. @throws Problem `identity-provider-unavailable` */
  async begin(returnTo: string): Promise<{ url: string; login: LoginState }> {
    const configuration = await this.#discover();
    const verifier = openid.randomPKCECodeVerifier();
    const login = { state: openid.randomState(), nonce: openid.randomNonce(), verifier, returnTo };
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirect,
      scope: 'openid scope_all',
      acr_values: 'eidas1',
      ...{ state: login.state, nonce: login.nonce },
      ...{ code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    });
    return { url: url.href, login };
  }

  /**
   * The professional who came back with a code, and what the directory learns of them.
   * @param query the query of the callback
   * @throws Problem `login-failed`, `professional-unknown`, `identity-provider-unavailable`
   */
  async complete(query: string, { state, nonce, verifier }: LoginState): Promise<Recognised> {
    const configuration = await this.#discover();
    try {
      const tokens = await openid.authorizationCodeGrant(configuration, new URL(`${this.#redirect}?${query}`), {
        ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
      });
      const subject = tokens.claims()?.sub ?? '';
      const claims = await openid.fetchUserInfo(configuration, tokens.access_token, subject);
      const caller = professionalOf({ ...claims, azp: this.#options.clientId });
      return { caller, described: describedIn(claims, caller) };
    } catch (error) {
      throw refusalOf(error);
    }
  }

  get #redirect(): string {
    return `${this.#options.publicUrl.replace(/\/$/, '')}/auth/professional/callback`;
  }

  /** At the first use, not before; a failure is not kept. */
  #discover(): Promise<openid.Configuration> {
    this.#configuration ??= discover(this.#options).catch((error: unknown) => {
      this.#configuration = undefined;
      throw problem('identity-provider-unavailable', {}, [], error);
    });
    return this.#configuration;
  }
}

async function discover(options: RelyingPartyOptions): Promise<openid.Configuration> {
  const { issuer, discoveryUrl, clientId, clientSecret } = options;
  const configuration = await openid.discovery(
    new URL(discoveryUrl ?? issuer),
    clientId,
    clientSecret,
    openid.ClientSecretBasic(clientSecret),
    // A provider on plain http can only be the one on this machine: the setting names it.
    { timeout: deadline, execute: issuer.startsWith('http:') ? [openid.allowInsecureRequests] : [] },
  );
  if (configuration.serverMetadata().issuer !== issuer) throw new Error('its discovery document names another issuer');
  return configuration;
}

function refusalOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const refused =
    error instanceof openid.ResponseBodyError ||
    error instanceof openid.AuthorizationResponseError ||
    error instanceof openid.ClientError;
  return problem(refused && !isOutage(error) ? 'login-failed' : 'identity-provider-unavailable', {}, [], error);
}

const isOutage = (error: Error & { code?: string }): boolean =>
  ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'].includes(error.code ?? '');
