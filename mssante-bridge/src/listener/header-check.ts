import { replies, type Reply } from './replies.ts';

/** Fields that the mail is understood by: two of one, and two programs may believe different things. */
const ONCE = ['From', 'Sender', 'Reply-To', 'Subject', 'Message-ID', 'Content-Type', 'X-MSS-MES'];
const MAX_HEADER_BYTES = 256 * 1024;
const MAX_HOPS = 50;
const BLANK_LINE = Buffer.from('\r\n\r\n');

/** Watches the header of a message as it comes in, and says at its end what is wrong with it, if anything is. */
export interface HeaderCheck {
  watch: (chunk: Buffer) => void;
  /** @param notice the sender is the null sender, who may send notices only. */
  verdict: (notice: boolean) => Reply | undefined;
}

export function headerCheck(): HeaderCheck {
  const seen: Buffer[] = [];
  let size = 0;
  let tail: Buffer = Buffer.alloc(0);
  let complete = false;
  return {
    watch: (chunk) => {
      if (complete || size > MAX_HEADER_BYTES) return;
      seen.push(chunk);
      size += chunk.length;
      const joined = tail.length ? Buffer.concat([tail, chunk]) : chunk;
      complete = joined.includes(BLANK_LINE);
      tail = joined.subarray(1 - BLANK_LINE.length);
    },
    verdict: (notice) => {
      const header = headerOf(Buffer.concat(seen));
      return header.length > MAX_HEADER_BYTES ? replies.headerTooLarge : judge(header.toString('latin1'), notice);
    },
  };
}

/** Up to the first empty line, which may be the very first. */
function headerOf(start: Buffer): Buffer {
  if (start.subarray(0, 2).equals(BLANK_LINE.subarray(0, 2))) return Buffer.alloc(0);
  const end = start.indexOf(BLANK_LINE);
  return end < 0 ? start : start.subarray(0, end);
}

function judge(header: string, notice: boolean): Reply | undefined {
  const fields = header.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const counts = new Map<string, number>();
  for (const field of fields) {
    const name = field
      .slice(0, Math.max(0, field.indexOf(':')))
      .trimEnd()
      .toLowerCase();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const twice = ONCE.find((name) => (counts.get(name.toLowerCase()) ?? 0) > 1);
  if (twice) return replies.twoOf(twice);
  if (!counts.has('from')) return replies.noFrom;
  if ((counts.get('received') ?? 0) > MAX_HOPS) return replies.loop;
  return notice && !fields.some(isReport) ? replies.notNotice : undefined;
}

/** RFC 6522: notices are `multipart/report` of the two report types that RFC 3464 and RFC 8098 define. */
function isReport(field: string): boolean {
  return (
    /^content-type\s*:\s*multipart\/report\b/i.test(field) &&
    /\breport-type\s*=\s*"?(delivery-status|disposition-notification)\b/i.test(field)
  );
}
