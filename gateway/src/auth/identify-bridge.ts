import { timingSafeEqual } from 'node:crypto';
import type { BridgeCaller } from '../access/caller.ts';
import type { Identify } from '../http/context.ts';
import { problem } from '../errors.ts';

/** A bridge of this installation: it shows the token that both read from the secrets. For whom it speaks comes with each message. */
export const identifyBridge =
  (token: string): Identify =>
  async ({ headers }): Promise<BridgeCaller> => {
    const shown = /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '')?.[1];
    if (!shown) throw problem('token-missing');
    const [expected, given] = [Buffer.from(token), Buffer.from(shown)];
    if (expected.length !== given.length || !timingSafeEqual(expected, given))
      throw problem('token-invalid', { detail: { fr: 'jeton du pont', en: 'bridge token' } });
    return { kind: 'bridge', sender: 'bridge' };
  };
