import type { Language, Words } from './letter.ts';
import { mailOf } from './templates.ts';

/** What a patient is told of their space, without a word of what it holds. */
export type NoticeKind = 'new-message' | 'emergency-access';

/** G7, F3: a notice as a mail; `address` is the portal's. */
export const noticeText = (kind: NoticeKind, language: Language, address: string): Words =>
  mailOf(kind, language, { address });
