import { errors } from 'jose';
import { LRUCache } from 'lru-cache';
import type { FastifyRequest } from 'fastify';
import type { ProfessionalCaller } from '../access/caller.ts';
import type { Meet } from '../directory/meeting.ts';
import type { DescribedProfessional } from '../directory/professionals.ts';
import { Problem, problem } from '../errors.ts';
import { clockTolerance, Issuer } from './issuer.ts';
import { digest } from './one-time.ts';
import { describedIn, professionalOf, saysWho } from './professional-claims.ts';

export interface TokenParts {
  /** Takes the callers down in the directory. */
  meet: Meet;
  issuer: string;
  discoveryUrl?: string;
  /** What tokens must be for: `<PUBLIC_URL>/fhir/R4` unless set otherwise. */
  audience: string;
  clock: () => Date;
}

interface Verified {
  caller: ProfessionalCaller;
  described: DescribedProfessional | undefined;
  /** Milliseconds since 1970 */
  until: number;
}

/**
 * Who calls `/fhir/R4`: the professional of a bearer access token (RFC 6750), verified once and remembered until it ends.
 * @throws Problem `token-missing`, `token-invalid`, `token-expired`, `professional-unknown`, `identity-provider-unavailable`
 */
export function professionalIdentifier(parts: TokenParts): (request: FastifyRequest) => Promise<ProfessionalCaller> {
  const issuer = new Issuer(parts);
  const verified = new LRUCache<string, Verified>({ max: 10_000 });
  return async (request) => {
    const token = bearerOf(request);
    const key = digest(token);
    const now = parts.clock();
    const known = verified.get(key);
    if (known && known.until > now.getTime()) return known.caller;
    if (known) throw problem('token-expired');
    const fresh = await verify(parts, issuer, token, now);
    if (fresh.described) parts.meet(fresh.described);
    verified.set(key, fresh);
    return fresh.caller;
  };
}

function bearerOf({ headers: { authorization } }: FastifyRequest): string {
  if (!authorization) throw problem('token-missing');
  const token = /^Bearer ([\w.~+/=-]{1,16000})$/i.exec(authorization)?.[1];
  if (!token) throw problem('token-missing');
  return token;
}

async function verify(parts: TokenParts, issuer: Issuer, token: string, now: Date): Promise<Verified> {
  try {
    const { payload, protectedHeader } = await issuer.verify(token, parts.audience, now);
    if (!isAccessToken(protectedHeader.typ, payload['typ']))
      throw wrong('ce n’est pas un jeton d’accès', 'not an access token');
    const claims = saysWho(payload) ? payload : await askedClaims(issuer, token, payload);
    const caller = professionalOf(claims);
    const until = ((payload.exp ?? 0) + clockTolerance) * 1000;
    return { caller, described: describedIn(claims, caller), until };
  } catch (error) {
    throw refusalOf(error);
  }
}

/** RFC 9068 §2.1 marks access tokens in the header; Keycloak, on which Pro Santé Connect runs, in a claim. */
const isAccessToken = (header: string | undefined, claim: unknown): boolean =>
  /^(application\/)?at\+jwt$/i.test(header ?? '') || claim === 'Bearer';

async function askedClaims(issuer: Issuer, token: string, payload: Record<string, unknown>) {
  const claims = await issuer.userinfo(token);
  // OpenID Connect Core §5.3.2: what is said of another subject must not be used.
  if (claims['sub'] !== payload['sub']) throw wrong('son propriétaire est incertain', 'its owner is uncertain');
  return { ...claims, azp: payload['azp'], client_id: payload['client_id'] };
}

const wrong = (fr: string, en: string): Problem => problem('token-invalid', { detail: { fr, en } });

function refusalOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof errors.JWTExpired) return problem('token-expired');
  if (error instanceof errors.JWTClaimValidationFailed)
    return wrong(`« ${error.claim} » ne convient pas`, `“${error.claim}” is not right`);
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return wrong('sa signature n’est pas celle de l’émetteur', 'its signature is not the issuer’s');
  if (error instanceof errors.JOSEAlgNotAllowed)
    return wrong('son algorithme n’est pas admis', 'its algorithm is not allowed');
  return wrong('il est illisible', 'it is unreadable');
}
