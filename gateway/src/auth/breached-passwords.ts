import { createHash } from 'node:crypto';
import { Agent, request } from 'undici';

/** Whether a password stands in a known breach. Says no when the service cannot be asked: it must not shut the door. */
export type IsBreached = (password: string) => Promise<boolean>;

const deadline = 2_000;
const largestAnswer = 256 * 1024;

/**
 * Asks a range service (`GET url/ABCDE` answers lines `REST:COUNT`): five characters of the SHA-1 leave, never the password, and many
 * passwords share them.
 * @param missed told when it could not be asked.
 */
export function breachedPasswords(url: string, missed: () => void = () => undefined): IsBreached {
  const dispatcher = new Agent({ connections: 4, maxResponseSize: largestAnswer });
  return async (password) => {
    const hash = createHash('sha1').update(password).digest('hex').toUpperCase();
    const address = `${url.replace(/\/$/, '')}/${hash.slice(0, 5)}`;
    try {
      const headers = { 'add-padding': 'true' };
      const answer = await request(address, { headers, dispatcher, signal: AbortSignal.timeout(deadline) });
      const lines = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`);
      return lines.split(/\r?\n/).some((line) => isListed(line, hash.slice(5)));
    } catch {
      missed();
      return false;
    }
  };
}

/** Lines with a count of nought pad the answer. */
const isListed = (line: string, rest: string): boolean => line.startsWith(`${rest}:`) && !/:0+$/.test(line);
