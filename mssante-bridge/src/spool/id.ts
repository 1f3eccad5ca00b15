import { randomUUID } from 'node:crypto';

/** Sixteen letters, none of which an insured number can hold: an id must not be hidden in a log as if it were one. */
const letters = 'cdefghijklmnopqr';

/** The id of a mail that came: sorts by arrival, unique without asking the disk. */
export function newId(): string {
  const random = randomUUID().replaceAll('-', '');
  const word = Array.from(random, (digit) => letters[Number.parseInt(digit, 16)]).join('');
  return `${Date.now().toString(36).padStart(9, '0')}-${word}`;
}
