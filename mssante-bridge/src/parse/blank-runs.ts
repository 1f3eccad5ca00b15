const [TAB, LF, CR, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/** Looks of the decoder at a character that end within a few seconds. */
const MOST_LOOKS = 500_000_000;

/**
 * Whether a message in quoted-printable is decoded within seconds. The decoder (libqp) looks for white space at the end of a line
 * from each of its characters on, so that within a line it takes the square of its length: a minute for 100 kB. Lines of the 998
 * characters that mail may have (RFC 5322 §2.1.1), of which the encoding uses 76 (RFC 2045 §6.7), stay far below.
 */
export function decodesInTime(bytes: Buffer): boolean {
  if (!/quoted-printable/i.test(bytes.toString('latin1'))) return true;
  let looks = 0;
  let run = 0;
  for (const byte of bytes) {
    if (byte === SPACE || byte === TAB) run += 1;
    else {
      if (byte !== LF && byte !== CR) looks += run * run;
      run = 0;
    }
  }
  return looks < MOST_LOOKS;
}
