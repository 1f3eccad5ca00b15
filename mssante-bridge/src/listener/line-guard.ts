const CR = 0x0d;
const LF = 0x0a;

/**
 * Says whether a stream of bytes ever held a CR without LF or an LF without CR. Mail servers disagree on what such a line
 * end means, and what ends a message for one but not for the other smuggles a second one in.
 */
export function lineGuard(): (chunk: Buffer) => boolean {
  let broken = false;
  let afterCr = false;
  return (chunk) => {
    if (!broken && chunk.length) {
      broken = (afterCr && chunk[0] !== LF) || (!afterCr && chunk[0] === LF) || holdsBare(chunk);
      afterCr = chunk.at(-1) === CR;
    }
    return broken;
  };
}

/** Within one chunk; its first byte as LF and its last as CR are for the caller, who knows the neighbours. */
function holdsBare(chunk: Buffer): boolean {
  for (let at = chunk.indexOf(LF, 1); at >= 0; at = chunk.indexOf(LF, at + 1)) if (chunk[at - 1] !== CR) return true;
  const last = chunk.length - 1;
  for (let at = chunk.indexOf(CR); at >= 0 && at < last; at = chunk.indexOf(CR, at + 1))
    if (chunk[at + 1] !== LF) return true;
  return false;
}
