import { problem } from '../errors.ts';

/** What a write answers with: R4 http.html#ops. */
export interface Preference {
  answer: 'minimal' | 'representation' | 'OperationOutcome';
  /** Unknown search parameters are left out with a warning, instead of refused. */
  lenient: boolean;
}

const json = /^(application\/(fhir\+)?json|text\/json|json)$/;

/** @throws Problem `not-acceptable` when neither JSON nor anything is asked for, by `Accept` or `_format` (which wins). */
export function checkFormat(accept: string, format: string | null): void {
  if (format !== null) {
    if (!json.test(mediaTypeOf(format.replace(' ', '+')))) throw problem('not-acceptable');
    return;
  }
  const wanted = accept.split(',').map(mediaTypeOf);
  const taken = wanted.some((type) => type === '' || type === '*/*' || type === 'application/*' || json.test(type));
  if (!taken) throw problem('not-acceptable');
}

/** `Application/FHIR+JSON; charset=utf-8` as `application/fhir+json`. */
export const mediaTypeOf = (header: string | undefined): string =>
  (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

export const isJson = (mediaType: string): boolean => json.test(mediaType);

export function preferenceOf(header: string | string[] | undefined): Preference {
  const said = [header ?? ''].flat().join(',');
  const answer = /return=(minimal|representation|OperationOutcome)\b/.exec(said)?.[1] as
    Preference['answer'] | undefined;
  return { answer: answer ?? 'representation', lenient: /handling=lenient\b/.test(said) };
}

/** The version in an entity tag such as `W/"3"` (RFC 9110 §8.8.3). @throws Problem `request-invalid` for what is none */
export function versionIn(header: unknown, name: string): string | undefined {
  if (header === undefined || header === '*') return undefined;
  const version = /^(?:W\/)?"([A-Za-z0-9\-.]{1,64})"$/.exec(String(header).trim())?.[1];
  if (!version) throw problem('request-invalid', { detail: name });
  return version;
}
