import { dateError, isBefore, partialDate, type TypedDate } from '../../components/partial-date.ts';
import type { Errors } from '../../components/use-form.ts';
import { today } from '../../texts/formats.ts';
import type { Texts } from '../../texts/language.ts';

export type State = 'ongoing' | 'ended' | 'unknown';

export const stateOf = (ongoing: boolean | undefined): State =>
  ongoing === undefined ? 'unknown' : ongoing ? 'ongoing' : 'ended';

export const ongoingOf = (state: State): { ongoing?: boolean } =>
  state === 'unknown' ? {} : { ongoing: state === 'ongoing' };

/** What is wrong with a start and an end. */
export function periodErrors({ start, end }: { start: TypedDate; end: TypedDate }, texts: Texts): Errors {
  const startError = dateError(start, texts, { latest: today() });
  const endError =
    dateError(end, texts) ??
    (isBefore(partialDate(end), partialDate(start)) ? texts.profile.endBeforeStart : undefined);
  return { ...(startError ? { start: startError } : {}), ...(endError ? { end: endError } : {}) };
}

/** An error for a text that is too long, or missing where its `label` says that it is needed. */
export function lineError(text: string, max: number, { form }: Texts, label?: string): string | undefined {
  if (!text.trim()) return label ? form.required(label) : undefined;
  return text.length > max ? form.tooLong(max) : undefined;
}

/** `{ [key]: text }`, or nothing for an empty text. */
export const textPart = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  (text.trim() ? { [key]: text.trim() } : {}) as Partial<Record<K, string>>;

export const datePart = <K extends string>(key: K, date: TypedDate): Partial<Record<K, string>> => {
  const whole = partialDate(date);
  return (whole ? { [key]: whole } : {}) as Partial<Record<K, string>>;
};

/** Only the errors that are there. */
export const found = (errors: Record<string, string | undefined>): Errors =>
  Object.fromEntries(Object.entries(errors).filter(([, text]) => text !== undefined));
