/** What is known of a number typed so far; the key check is that of the register (97 − n mod 97; 2A and 2B count as 19 and 18). */
export type NirCheck = { state: 'empty' } | { state: 'short'; missing: number } | { state: 'shape' | 'key' | 'good' };

const GROUPS = [1, 2, 2, 2, 3, 3, 2];
const LENGTH = 15;
const SHAPE = /^[1-478]\d{4}(?:\d{2}|2[AB])\d{8}$/;

export const bareNir = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9AB]/g, '')
    .slice(0, LENGTH);

/** In groups as on the card: `2 79 03 51 215 189 89`. */
export function groupNir(typed: string): string {
  const bare = bareNir(typed);
  let start = 0;
  const parts = GROUPS.map((length) => bare.slice(start, (start += length)));
  return parts.filter(Boolean).join(' ');
}

export function checkNir(typed: string): NirCheck {
  const bare = bareNir(typed);
  if (!bare) return { state: 'empty' };
  if (bare.length < LENGTH) return { state: 'short', missing: LENGTH - bare.length };
  if (!SHAPE.test(bare)) return { state: 'shape' };
  const number = bare.slice(0, 13).replace('2A', '19').replace('2B', '18');
  const key = 97 - Number(BigInt(number) % 97n);
  return { state: key === Number(bare.slice(13)) ? 'good' : 'key' };
}
