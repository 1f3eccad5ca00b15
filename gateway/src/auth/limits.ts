import { keyed } from './one-time.ts';
import { sourceOf, type Limit } from './throttle.ts';

/** Seconds */
const quarter = 15 * 60;

/** How often what may be tried. Keys are hashes: the table tells nobody who tried to sign in from where. */
export interface LimitNames {
  secret: Buffer;
  ip: string;
}

/** Tries of one address, whoever it tries: an office or a hospital stands behind one. */
export const bySource = ({ secret, ip }: LimitNames, what: string): Limit => ({
  key: `${what} source ${keyed(secret, 'source', sourceOf(ip))}`,
  most: 60,
  seconds: quarter,
});

/** Tries of one account or person (`subject`), wherever they come from. Who goes on and on waits longer and longer. */
export const bySubject = ({ secret }: LimitNames, what: string, subject: string): Limit => ({
  key: `${what} subject ${keyed(secret, 'subject', subject)}`,
  most: 10,
  seconds: quarter,
  doubles: true,
});

/** Tries of a device that the owner of the account used before. */
export const byDevice = (what: string, device: string): Limit => ({
  key: `${what} device ${device}`,
  most: 10,
  seconds: quarter,
});

/**
 * A limit of sources that are unknown here, within the crowd of all of them. Many sources that try many accounts leave little to each; they
 * never shut the door to somebody who comes fresh.
 */
export const amongAll = (limit: Limit, what: string): Limit => ({
  ...limit,
  crowd: { key: `${what} all`, most: 600, seconds: 60, each: 5 },
});
