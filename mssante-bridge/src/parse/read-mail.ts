import { simpleParser, type AddressObject, type Attachment, type ParsedMail } from 'mailparser';
import { decodesInTime } from './blank-runs.ts';
import { cleanLine, cleanText, cut } from './clean.ts';
import { Unreadable, type MailContent, type MessageContent } from './content.ts';
import { htmlToText } from './html-text.ts';
import { readNotice } from './notice.ts';

/** The gateway's contract (IncomingMail). */
const MAX = { text: 1_000_000, line: 998, name: 255, address: 320, references: 100, attachments: 100 };
const MAX_PARTS = 200;
const MAX_PART_HEADER_BYTES = 256 * 1024;
/** What a notice says stands at the beginning of its parts; the rest is the message that came back. */
const MAX_REPORT_BYTES = 1024 * 1024;

/** Without the conversions that a crafted body can make endless; messages inside the message stay attachments. */
const OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  skipTextLinks: true,
  keepCidLinks: true,
  keepDeliveryStatus: true,
  ignoreEmbedded: true,
  maxChildNodes: MAX_PARTS,
  maxHeadSize: MAX_PART_HEADER_BYTES,
};

/**
 * Understands a message (RFC 5322, MIME).
 * @throws Unreadable saying why it cannot be understood.
 */
export async function readMail(bytes: Buffer): Promise<MailContent> {
  if (!decodesInTime(bytes)) throw new Unreadable('malformed');
  const mail = await simpleParser(bytes, OPTIONS).catch((error: { code?: string }) => {
    throw new Unreadable(error.code === 'EMAXLEN' ? 'too-many-parts' : 'malformed');
  });
  return isReport(mail) ? { notice: readNotice(mail.attachments.map(reportPart)) } : { message: message(mail, bytes) };
}

function isReport({ headers }: ParsedMail): boolean {
  const type = headers.get('content-type') as { value?: string; params?: Record<string, string> } | undefined;
  const report = type?.params?.['report-type']?.toLowerCase() ?? '';
  return (
    type?.value?.toLowerCase() === 'multipart/report' && /^(delivery-status|disposition-notification)$/.test(report)
  );
}

function reportPart({ contentType, content }: Attachment): { contentType: string; text: string } {
  return { contentType: contentType.toLowerCase(), text: content.toString('utf8', 0, MAX_REPORT_BYTES) };
}

function message(mail: ParsedMail, bytes: Buffer): MessageContent {
  const from = firstAddress(mail.from);
  if (!from) throw new Unreadable('no-sender');
  if (mail.attachments.length > MAX.attachments) throw new Unreadable('too-many-attachments');
  const subject = cleanLine(mail.subject ?? '', MAX.line);
  const text = bodyOf(mail, bytes);
  const sentAt = dateOf(mail);
  const replyTo = firstAddress(mail.replyTo)?.address;
  const messageId = identifier(mail.messageId);
  const inReplyTo = identifier(mail.inReplyTo);
  return {
    ...(messageId ? { messageId } : {}),
    ...(inReplyTo ? { inReplyTo } : {}),
    references: referencesOf(mail),
    from,
    ...(replyTo ? { replyTo } : {}),
    subject,
    text: cut(text, MAX.text),
    ...(sentAt ? { sentAt } : {}),
    ends: ends(mail, subject),
    attachments: [...(text.length > MAX.text ? [wholeText(text)] : []), ...mail.attachments.map(attachment)].slice(
      0,
      MAX.attachments,
    ),
  };
}

function firstAddress(header: AddressObject | undefined): { name: string; address: string } | undefined {
  const flat = header?.value.flatMap((one) => one.group ?? [one]) ?? [];
  const first = flat.find(
    ({ address }) => address && /^[^\s@]+@[^\s@]+$/.test(address) && address.length <= MAX.address,
  );
  return first?.address
    ? { name: cleanLine(first.name, MAX.address), address: cleanLine(first.address, MAX.address) }
    : undefined;
}

/** The plain text; the HTML when there is no plain text, or when it is not merely the same said again. */
function bodyOf({ text, html }: ParsedMail, bytes: Buffer): string {
  const plain = cleanText(text ?? '').trim();
  if (!html) return plain;
  if (plain && /multipart\/alternative/i.test(bytes.toString('latin1'))) return plain;
  return [plain, cleanText(htmlToText(html))].filter(Boolean).join('\n\n');
}

function dateOf({ headerLines }: ParsedMail): string | undefined {
  const line = headerLines.find(({ key }) => key === 'date')?.line ?? '';
  const date = new Date(line.slice(line.indexOf(':') + 1).trim());
  const year = date.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? date.toISOString() : undefined;
}

function identifier(value: string | undefined): string | undefined {
  const cleaned = cleanText(value ?? '').replace(/\s+/g, '');
  return cleaned && cleaned.length <= MAX.line ? cleaned : undefined;
}

function referencesOf({ references }: ParsedMail): string[] {
  const all = [references ?? []].flat().map(identifier);
  return all.filter((reference) => reference !== undefined).slice(-MAX.references);
}

/** G9: the header, or the subject's beginning, ends the exchange. */
function ends({ headers }: ParsedMail, subject: string): boolean {
  const header = headers.get('x-mss-mes');
  return (typeof header === 'string' && header.trim().toUpperCase() === 'FIN') || /^\[FIN\]/i.test(subject);
}

function attachment(
  { filename, contentType, content }: Attachment,
  index: number,
): MessageContent['attachments'][number] {
  return {
    name: nameOf(filename) || `piece-jointe-${index + 1}`,
    contentType: cleanLine(contentType, 200).toLowerCase() || 'application/octet-stream',
    bytes: content.toString('base64'),
  };
}

/** The last segment of whatever path was given, cut before its extension. */
function nameOf(filename: string | undefined): string {
  const name = cleanLine((filename ?? '').replace(/^.*[\\/]/s, ''), 4 * MAX.name);
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  return name.length <= MAX.name ? name : cut(name, MAX.name - extension.length) + extension;
}

function wholeText(text: string): MessageContent['attachments'][number] {
  return { name: 'message-complet.txt', contentType: 'text/plain', bytes: Buffer.from(text).toString('base64') };
}
