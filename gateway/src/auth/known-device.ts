import { randomBytes } from 'node:crypto';
import { deviceName } from './device-name.ts';
import { keyed, sameHash } from './one-time.ts';
import type { Origin, SessionParts } from './parts.ts';
import { maskedSource } from './throttle.ts';

/**
 * A browser where the owner of an account signed in before. Its tries are counted apart, so that strangers who try the account
 * slow themselves down and not its owner (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 */
export function freshDevice(secret: Buffer, account: string): { id: string; cookie: string } {
  const id = randomBytes(16).toString('base64url');
  return { id, cookie: `${id}.${keyed(secret, 'device', account, id)}` };
}

/** @returns the device's id when the cookie was given for this account. */
export function knownDevice(secret: Buffer, account: string, cookie: string | undefined): string | undefined {
  const [device = '', proof = ''] = (cookie ?? '').split('.');
  return sameHash(proof, keyed(secret, 'device', account, device)) ? device : undefined;
}

/** The id that a cookie carries, proven or not. */
export const deviceOf = (cookie: string | undefined): string | undefined => cookie?.split('.')[0];

/**
 * B2: the device that somebody who proved themselves comes with, remembered. Of one that was not seen before the account's owner is
 * told, unless it is the account's first.
 * @returns its id, and the cookie to give where it has none yet
 */
export async function meetDevice(
  parts: Pick<SessionParts, 'database' | 'secret' | 'clock' | 'tellPerson' | 'publicUrl'>,
  account: string,
  origin: Origin,
): Promise<{ id: string; name: string; cookie?: string }> {
  const { database, secret, clock } = parts;
  const now = clock();
  const name = deviceName(origin.agent);
  const known = knownDevice(secret, account, origin.device);
  const device = known ? { id: known } : freshDevice(secret, account);
  await database.transaction().execute(async (transaction) => {
    const first = await transaction.selectFrom('device').select('id').where('account', '=', account).executeTakeFirst();
    await transaction
      .insertInto('device')
      .values({ account, id: device.id, name, first_at: now, seen_at: now })
      .onConflict((conflict) => conflict.columns(['account', 'id']).doUpdateSet({ name, seen_at: now }))
      .execute();
    if (known || !first) return;
    const address = `${parts.publicUrl}/recover/password`;
    const values = { device: name, at: now.toISOString(), source: maskedSource(origin.ip), address };
    await parts.tellPerson({ account }, 'new-device', values, { within: transaction });
  });
  return { ...device, name };
}
