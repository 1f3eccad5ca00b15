import { crc32 } from 'node:zlib';

/**
 * A message in a segment: one line, then its record (record.ts). The line says whether the message waits (`+`) or is done with (`-`),
 * the segment's mark, the id, the length of the record in bytes, and the CRC-32 of line and record without that first byte, which
 * is written over in place when the message is done with.
 */
export interface Frame {
  done: boolean;
  id: string;
  record: Buffer;
  /** Where the frame ends, from the start of what it was read from; beyond the end of it when it was cut short. */
  end: number;
  /** Whether it is what was written. */
  sound: boolean;
}

/** What is written over the first byte of a frame when its message is done with. One byte is never half-written. */
export const DONE = Buffer.from('-');

const LINE = /^([+-])([0-9a-f]+) ([0-9a-z-]+) (\d+) ([0-9a-f]{8})\n/;
export const LONGEST_LINE = 128;

/** @param mark what no sender can know: so no mail can hold what would be taken for a frame. */
export function frameOf(mark: string, id: string, record: Uint8Array[]): Uint8Array[] {
  const length = record.reduce((sum, part) => sum + part.length, 0);
  const line = `${mark} ${id} ${length}`;
  return [Buffer.from(`+${line} ${checksum(line, record)}\n`), ...record];
}

/** The frame that begins at a position, sound or not; nothing when no whole line of one is there. */
export function frameAt(bytes: Buffer, at: number, mark: string): Frame | undefined {
  const found = LINE.exec(bytes.subarray(at, at + LONGEST_LINE).toString('latin1'));
  const [whole = '', state, shown, id = '', length, sum] = found ?? [];
  if (shown !== mark) return undefined;
  const start = at + whole.length;
  const end = start + Number(length);
  const record = bytes.subarray(start, end);
  const sound = end <= bytes.length && checksum(`${mark} ${id} ${length}`, [record]) === sum;
  return { done: state === '-', id, record, end, sound };
}

function checksum(line: string, record: Uint8Array[]): string {
  const sum = record.reduce((before, part) => crc32(part, before), crc32(line));
  return sum.toString(16).padStart(8, '0');
}
