import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { problem } from '../errors.ts';

/** What of an issuer's discovery document we use (OpenID Connect Discovery §3). */
interface Discovered {
  keys: JWTVerifyGetKey;
  userinfo: string | undefined;
  addresses: IssuerAddresses;
}

/** Where software signs professionals in. */
export interface IssuerAddresses {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  jwksUri: string;
}

export interface IssuerOptions {
  issuer: string;
  /** Where its discovery document is not at the standard place. */
  discoveryUrl?: string;
}

/** An identity provider, asked at its first use and not before: with it down, all else works. */
export class Issuer {
  readonly #options: IssuerOptions;
  #discovered: Promise<Discovered> | undefined;

  constructor(options: IssuerOptions) {
    this.#options = options;
  }

  /**
   * Checks signature (by the issuer's published keys; RS256, PS256 or ES256 and no other), issuer, audience and times of a token.
   * @throws what jose throws when the token is wrong; Problem `identity-provider-unavailable` when the keys cannot be had
   */
  async verify(token: string, audience: string, now: Date) {
    const { keys } = await this.#discover();
    return jwtVerify(token, keys, {
      ...{ issuer: this.#options.issuer, audience, currentDate: now, clockTolerance },
      ...{ algorithms: ['RS256', 'PS256', 'ES256'], requiredClaims: ['exp', 'sub'] },
    }).catch((error: unknown) => {
      throw isOutage(error) ? problem('identity-provider-unavailable', {}, [], error) : error;
    });
  }

  /** What the issuer says of the token's owner. @throws Problem `identity-provider-unavailable` */
  async userinfo(token: string): Promise<Record<string, unknown>> {
    const { userinfo } = await this.#discover();
    if (!userinfo) return {};
    return readJson(userinfo, { authorization: `Bearer ${token}` });
  }

  /** @throws Problem `identity-provider-unavailable` */
  async addresses(): Promise<IssuerAddresses> {
    return (await this.#discover()).addresses;
  }

  /** A failure is not kept: the next request asks again. */
  #discover(): Promise<Discovered> {
    this.#discovered ??= discover(this.#options).catch((error: unknown) => {
      this.#discovered = undefined;
      throw error;
    });
    return this.#discovered;
  }
}

/** Seconds that clocks may differ. */
export const clockTolerance = 5;

async function discover({ issuer, discoveryUrl }: IssuerOptions): Promise<Discovered> {
  const found = await readJson(discoveryUrl ?? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (found['issuer'] !== issuer || typeof found['jwks_uri'] !== 'string')
    throw problem('identity-provider-unavailable', {}, [], new Error('its discovery document names another issuer'));
  const keys = createRemoteJWKSet(new URL(found['jwks_uri']), {
    ...{ timeoutDuration: deadline, cooldownDuration: 10_000, cacheMaxAge: 600_000 },
    [customFetch]: (url, options) => boundedFetch(url, { ...options, redirect: 'error' }),
  });
  const userinfo = found['userinfo_endpoint'];
  const addresses = {
    ...{ issuer, jwksUri: found['jwks_uri'] },
    authorizationEndpoint: String(found['authorization_endpoint'] ?? ''),
    tokenEndpoint: String(found['token_endpoint'] ?? ''),
  };
  return { keys, addresses, userinfo: typeof userinfo === 'string' ? userinfo : undefined };
}

/** Milliseconds. */
const deadline = 5_000;
const limit = 256 * 1024;

async function readJson(url: string, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
  try {
    const answer = await boundedFetch(url, {
      ...{ headers: { accept: 'application/json', ...headers }, redirect: 'error' },
      signal: AbortSignal.timeout(deadline),
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return (await answer.json()) as Record<string, unknown>;
  } catch (error) {
    throw problem('identity-provider-unavailable', {}, [], error);
  }
}

/** An answer within the bound, read whole. */
async function boundedFetch(url: string, options: RequestInit): Promise<Response> {
  const answer = await fetch(url, options);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > limit) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  const { status, headers } = answer;
  return new Response(status === 204 ? null : new Blob(chunks), { status, headers });
}

/** The keys could not be had, rather than that the token is wrong. */
const isOutage = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout || error.constructor === errors.JOSEError;
