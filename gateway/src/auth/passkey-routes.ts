import type { FastifyInstance } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import { passkeyChallengeRoutes, passkeyRoutes } from '../client/passkeys.ts';
import { problem } from '../errors.ts';
import { register } from '../http/routes.ts';
import { findAccountById } from './accounts.ts';
import { addPasskey, listPasskeys, namePasskey, openPasskeyChallenge, removePasskey } from './passkey-use.ts';
import { makingChallenge } from './passkeys.ts';
import type { SessionParts } from './parts.ts';
import { requireProof } from './proof.ts';
import { originOf } from './start-session.ts';

/** B6, for everybody. */
export function servePasskeyChallenges(app: FastifyInstance, parts: SessionParts): void {
  register<typeof passkeyChallengeRoutes, null>(app, passkeyChallengeRoutes, {
    'POST /api/passkey-challenges': ({ exchange: { request } }) =>
      openPasskeyChallenge(parts, originOf(parts, request)),
  });
}

/** B6, for who is signed in. */
export function serveOwnPasskeys(app: FastifyInstance, parts: SessionParts): void {
  register<typeof passkeyRoutes, PatientCaller>(app, passkeyRoutes, {
    'GET /api/passkeys': async ({ caller }) => ({ passkeys: await listPasskeys(parts, caller) }),
    'POST /api/passkeys/options': async ({ caller }) => {
      await requireProof(parts, caller);
      const account = await findAccountById(parts.database, caller.account);
      if (!account) throw problem('not-signed-in');
      return makingOptions(parts, account);
    },
    'POST /api/passkeys': async ({ caller, body, exchange: { request } }) => {
      await requireProof(parts, caller);
      return addPasskey(parts, caller, body, { request: request.id });
    },
    'PUT /api/passkeys/:id': ({ caller, params: { id }, body }) => namePasskey(parts, caller, id, body.name),
    'DELETE /api/passkeys/:id': async ({ caller, params: { id }, exchange: { request } }) => {
      await requireProof(parts, caller);
      await removePasskey(parts, caller, id, { request: request.id });
    },
  });
}

/** The library's answer, as the contract spells it out. */
async function makingOptions(parts: SessionParts, account: Parameters<typeof makingChallenge>[1]) {
  const { challenge, options } = await makingChallenge(parts, account);
  const { rp, user, pubKeyCredParams, excludeCredentials = [], timeout = 0 } = options;
  return {
    challenge,
    options: {
      ...{ challenge: options.challenge, timeout, user },
      pubKeyCredParams: pubKeyCredParams.map(({ alg }) => ({ type: 'public-key' as const, alg })),
      rp: { id: rp.id ?? '', name: rp.name },
      excludeCredentials: excludeCredentials.map(({ id, transports = [] }) => ({
        id,
        type: 'public-key' as const,
        transports,
      })),
      authenticatorSelection: {
        ...{ residentKey: 'required' as const, requireResidentKey: true as const },
        userVerification: 'required' as const,
      },
      attestation: 'none' as const,
    },
  };
}
