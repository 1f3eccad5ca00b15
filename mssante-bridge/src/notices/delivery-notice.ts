import { randomUUID } from 'node:crypto';
import type { Spooled } from '../spool/spool.ts';
import type { Cause } from '../spool/state.ts';

const BLANK_LINE = Buffer.from('\r\n\r\n');
const MAX_RETURNED_BYTES = 32 * 1024;

/**
 * The notice that tells a sender what was not delivered, and why: `multipart/report` with `message/delivery-status` (RFC 3464)
 * and the header of the message. Its body is not returned: it would travel once more for nothing.
 * @param domain the patients' mail domain, of which the notice comes.
 */
export function deliveryNotice(message: Spooled, refused: Record<string, Cause>, domain: string): string {
  const boundary = `notice-${randomUUID()}`;
  const part = (type: string, body: string): string => `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;
  return [
    header(message, boundary, domain),
    part('text/plain; charset=us-ascii', explanation(refused)),
    part('message/delivery-status', status(message, refused, domain)),
    part('text/rfc822-headers', returnedHeader(message.bytes)),
    `--${boundary}--\r\n`,
  ].join('');
}

function header({ digest, envelope }: Spooled, boundary: string, domain: string): string {
  return [
    `From: Mail Delivery System <mailer-daemon@${domain}>`,
    `To: <${envelope.from}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    // The same message told of twice, after a crash in between, is recognisably the same notice.
    `Message-ID: <undelivered-${digest.slice(0, 40)}@${domain}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    '',
  ].join('\r\n');
}

function explanation(refused: Record<string, Cause>): string {
  const lines = Object.entries(refused).map(([to, { status, text }]) => `<${to}>: ${status} ${ascii(text)}`);
  return ["Votre message n'a pas pu etre remis a :", 'Your message could not be delivered to:', '', ...lines, ''].join(
    '\r\n',
  );
}

function status({ envelope }: Spooled, refused: Record<string, Cause>, domain: string): string {
  const arrival = new Date(envelope.receivedAt).toUTCString().replace('GMT', '+0000');
  const groups = Object.entries(refused).map(([to, cause]) =>
    [
      `Final-Recipient: rfc822; ${to}`,
      'Action: failed',
      // RFC 3463: class 5, but for a message that expired, whose cause (4.4.7) was never permanent.
      `Status: ${cause.status}`,
      `Diagnostic-Code: x-passerelle; ${ascii(cause.code)}: ${ascii(cause.text)}`,
      '',
    ].join('\r\n'),
  );
  return [`Reporting-MTA: dns; ${domain}`, `Arrival-Date: ${arrival}`, '', groups.join('\r\n')].join('\r\n');
}

function returnedHeader(bytes: Buffer): string {
  const end = bytes.indexOf(BLANK_LINE);
  const whole = bytes.subarray(0, end < 0 ? bytes.length : end).subarray(0, MAX_RETURNED_BYTES);
  return ascii(whole.toString('latin1'), true);
}

function ascii(text: string, lines = false): string {
  return text.replace(lines ? /[^\t\r\n -~]/g : /[^ -~]/g, '?');
}
