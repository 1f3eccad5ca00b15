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

/** Tries of one account or person (`subject`), wherever they come from. */
export const bySubject = ({ secret }: LimitNames, what: string, subject: string): Limit => ({
  key: `${what} subject ${keyed(secret, 'subject', subject)}`,
  most: 10,
  seconds: quarter,
});

/** Tries of a device that the owner of the account used before. */
export const byDevice = (what: string, device: string): Limit => ({
  key: `${what} device ${device}`,
  most: 10,
  seconds: quarter,
});

/** Tries of all who are unknown here, together: many sources that try many accounts slow one another down. */
export const byAll = (what: string): Limit => ({ key: `${what} all`, most: 600, seconds: 60 });
