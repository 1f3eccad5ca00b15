import { CallError } from '@passerelle/gateway/call';
import type { Language, Texts } from '../texts/language.ts';

/** Why something could not be had: the gateway said no, or nothing answered. */
export type Failure = { kind: 'refused'; error: CallError } | { kind: 'unreachable' };

export const failureOf = (error: unknown): Failure =>
  error instanceof CallError ? { kind: 'refused', error } : { kind: 'unreachable' };

/** What went wrong in the reader's language: the gateway's words, or ours when it does not answer. */
export const failureText = (failure: Failure, words: Texts['failures'], language: Language): string =>
  failure.kind === 'refused' ? failure.error.texts[language] || words.unforeseen : words.unreachable;

/** Somebody changed or deleted the thing meanwhile: 412, 404 and 410 on a write with a version. */
export const overtaken = (failure: Failure): 'changed' | 'deleted' | undefined => {
  if (failure.kind === 'unreachable') return undefined;
  const { status } = failure.error;
  if (status === 412) return 'changed';
  return status === 404 || status === 410 ? 'deleted' : undefined;
};
