/** FHIR issue types that we use (R4 value set issue-type). */
type IssueType =
  | 'structure'
  | 'required'
  | 'value'
  | 'invalid'
  | 'login'
  | 'expired'
  | 'forbidden'
  | 'not-supported'
  | 'not-found'
  | 'deleted'
  | 'duplicate'
  | 'conflict'
  | 'too-long'
  | 'throttled'
  | 'timeout'
  | 'business-rule'
  | 'transient'
  | 'exception';

export interface ErrorRow {
  status: number;
  issue: IssueType;
  /** Whether the same request may succeed later. */
  retry: boolean;
  fr: string;
  en: string;
}

/** `retry` left out: the same request is refused again. */
export const row = (status: number, issue: IssueType, fr: string, en: string, retry = false): ErrorRow => ({
  status,
  issue,
  retry,
  fr,
  en,
});
