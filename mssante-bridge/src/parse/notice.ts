import { cleanLine } from './clean.ts';
import { Unreadable, type NoticeContent } from './content.ts';

/** A part of a report: its type and its text. */
export interface ReportPart {
  contentType: string;
  text: string;
}

type Fields = Map<string, string>;
const ORDER = ['failed', 'delayed', 'delivered'] as const;

/**
 * What a notice says of the message it is about: RFC 3464 (delivery) and RFC 8098 (disposition).
 * @throws Unreadable when it does not say which message it is about.
 */
export function readNotice(parts: ReportPart[]): NoticeContent {
  const delivery = parts.find(({ contentType }) => contentType === 'message/delivery-status');
  const disposition = parts.find(({ contentType }) => contentType === 'message/disposition-notification');
  const groups =
    (delivery ?? disposition)?.text
      .replace(/\r\n?/g, '\n')
      .split(/\n[ \t]*\n/)
      .map(fieldsOf) ?? [];
  const originalMessageId = original(parts, groups);
  if (!originalMessageId) throw new Unreadable('notice-without-original');
  const said = delivery ? deliverySays(groups) : dispositionSays(groups[0]);
  return { originalMessageId: cleanLine(originalMessageId, 998), ...said };
}

function deliverySays(groups: Fields[]): Pick<NoticeContent, 'result' | 'detail'> {
  const recipients = groups.filter((fields) => fields.has('action'));
  const said = recipients.map((fields) => ({ result: resultOf(fields.get('action') ?? ''), fields }));
  // One message has one recipient here; should there be more, the worst news counts.
  const result = ORDER.find((news) => said.some((one) => one.result === news));
  const fields = said.find((one) => one.result === result)?.fields;
  if (!result || !fields) throw new Unreadable('notice-without-action');
  const detail = [fields.get('status'), fields.get('diagnostic-code')].filter(Boolean).join(' ');
  return { result, detail: cleanLine(detail, 500) };
}

function resultOf(action: string): NoticeContent['result'] | undefined {
  const word = action.toLowerCase();
  if (word === 'failed' || word === 'delayed') return word;
  return ['delivered', 'relayed', 'expanded'].includes(word) ? 'delivered' : undefined;
}

/** Whatever became of the message afterwards, who answers about it has it. */
function dispositionSays(fields: Fields | undefined): Pick<NoticeContent, 'result' | 'detail'> {
  const detail = ['disposition', 'error', 'failure']
    .map((name) => fields?.get(name))
    .filter(Boolean)
    .join(' ');
  return { result: 'delivered', detail: cleanLine(detail, 500) };
}

function original(parts: ReportPart[], groups: Fields[]): string | undefined {
  const named = groups.find((fields) => fields.has('original-message-id'))?.get('original-message-id');
  const returned = parts.find(({ contentType }) => /^(message\/rfc822|text\/rfc822-headers)$/.test(contentType));
  return named ?? (returned && fieldsOf(returned.text.split(/\r?\n\r?\n/, 1)[0] ?? '').get('message-id'));
}

function fieldsOf(block: string): Fields {
  const lines = block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return new Map(
    lines.flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const] : [];
    }),
  );
}
