import type { ServedType } from '../access/action.ts';
import { problem } from '../errors.ts';
import type { Pairs } from './exchange.ts';
import { readSearch, type SearchRequest } from './search-request.ts';

/**
 * Criteria of a conditional write (R4 http.html#ccreate), as a search reads them. The patient need not be named again; another one
 * must not be. @throws Problem `search-unsupported`, `patient-required`
 */
export function criteriaIn(type: ServedType, text: string, patient: string | undefined): Pairs {
  const { named, parameters } = readCriteria(type, [...new URLSearchParams(text.replace(/^[A-Za-z]{0,64}\?/, ''))]);
  if (named?.by === 'id' && named.id !== patient) throw problem('patient-required');
  return parameters;
}

/** @throws Problem `request-invalid` for criteria that would match anything */
export function readCriteria(type: ServedType, pairs: Pairs): SearchRequest {
  const request = readSearch(type, pairs, { lenient: false });
  const narrowing = request.parameters.filter(
    ([name]) => !/^_(sort|count|total|summary|include|revinclude)$/.test(name),
  );
  if (narrowing.length === 0)
    throw problem('request-invalid', { detail: { fr: 'critères vides', en: 'empty criteria' } });
  return { ...request, parameters: narrowing };
}
