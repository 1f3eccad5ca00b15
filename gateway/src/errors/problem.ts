import { waitText } from '../wait-text.ts';
import type { ErrorRow } from './row.ts';
import { errors, type ErrorCode } from './table.ts';

/** What a problem says beyond its code: fills the texts. A pair gives the French and the English word; `seconds` to wait fill `{wait}`, too. */
export type Details = Record<string, string | number | { fr: string; en: string }>;
export interface FieldFault {
  field: string;
  fr: string;
  en: string;
}

/** A foreseen refusal, thrown anywhere and turned into an answer in one place for each protocol. */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly details: Details;
  readonly fields: FieldFault[];
  constructor(code: ErrorCode, details: Details = {}, fields: FieldFault[] = [], cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.details = details;
    this.fields = fields;
  }

  get row(): ErrorRow {
    return errors[this.code];
  }

  /** The text for people in one language. */
  text(language: 'fr' | 'en'): string {
    return errors[this.code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
      const { seconds } = this.details;
      const value = name === 'wait' && typeof seconds === 'number' ? waitText(seconds) : this.details[name];
      return typeof value === 'object' ? value[language] : String(value ?? '');
    });
  }
}

/** `throw problem('document-too-large', { max: '5 Mo' })` */
export const problem = (code: ErrorCode, details?: Details, fields?: FieldFault[], cause?: unknown): Problem =>
  new Problem(code, details, fields, cause);
