import { frameAt, LONGEST_LINE, type Frame } from './frame.ts';

/** What stands in a segment, from one position to another. */
export type Found =
  | { kind: 'message'; at: number; frame: Frame }
  /** Not what was written. What comes after it is read all the same. */
  | { kind: 'damaged'; at: number; bytes: Buffer }
  /** Begun at the very end and never finished: nobody was told that it was taken. */
  | { kind: 'torn'; at: number };

/** Reads a segment from its first byte to its last, whatever happened to it. */
export function* scan(segment: Buffer, mark: string): Generator<Found> {
  for (let at = 0; at < segment.length;) {
    const frame = frameAt(segment, at, mark);
    const next = frame?.sound ? frame.end : nextFrame(segment, at, mark);
    if (frame?.sound) yield { kind: 'message', at, frame };
    else if (next === segment.length && isCutShort(segment, at, frame)) yield { kind: 'torn', at };
    else yield { kind: 'damaged', at, bytes: segment.subarray(at, next) };
    at = next;
  }
}

/** The mark stands after the first byte of a frame, and nowhere else: no sender knows it. */
function nextFrame(segment: Buffer, after: number, mark: string): number {
  const found = segment.indexOf(mark, after + 2);
  return found < 0 ? segment.length : found - 1;
}

function isCutShort(segment: Buffer, at: number, frame: Frame | undefined): boolean {
  if (frame) return frame.end > segment.length;
  return segment.length - at < LONGEST_LINE && !segment.includes('\n', at);
}
