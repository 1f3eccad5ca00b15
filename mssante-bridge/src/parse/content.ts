/** What a received message says, bounded and cleaned as the gateway's contract asks. Attachments' bytes are base64. */
export interface MessageContent {
  messageId?: string;
  inReplyTo?: string;
  references: string[];
  from: { name: string; address: string };
  replyTo?: string;
  subject: string;
  text: string;
  /** As the sender dated it; absent when it did not, or not believably. */
  sentAt?: string;
  ends: boolean;
  attachments: { name: string; contentType: string; bytes: string }[];
}

/** A delivery or disposition notice (RFC 3464, RFC 8098) about a message that left here. */
export interface NoticeContent {
  originalMessageId: string;
  result: 'delivered' | 'delayed' | 'failed';
  detail: string;
}

export type MailContent = { message: MessageContent } | { notice: NoticeContent };

/** A message that cannot be understood; `code` is stable, the message has nothing of the content. */
export class Unreadable extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`unreadable: ${code}`);
    this.code = code;
  }
}
