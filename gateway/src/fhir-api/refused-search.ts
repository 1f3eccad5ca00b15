import { FhirServerError } from '../fhir/server.ts';
import { problem, type Problem } from '../errors.ts';
import type { Api } from './api.ts';
import type { Answered, Exchange, Pairs } from './exchange.ts';

type Interact = (api: Api, exchange: Exchange) => Promise<Answered>;

/** A search that the FHIR server itself refuses is about a parameter, not about a resource. @throws Problem `search-unsupported`, `request-invalid` */
export const sayingParameter =
  (search: Interact): Interact =>
  (api, exchange) =>
    search(api, exchange).catch((error: unknown) => {
      const refused = error instanceof FhirServerError && error.kind === 'refused';
      throw refused ? refusalOf(error, exchange.query) : error;
    });

/** What the server said follows as issues of its own: see outcome.ts. */
function refusalOf(error: FhirServerError, query: Pairs): Problem {
  const parameter = namedIn(error, query);
  return parameter === undefined
    ? problem('request-invalid', { detail: { fr: 'recherche refusée', en: 'search refused' } }, [], error)
    : problem('search-unsupported', { parameter, detail: { fr: 'valeur refusée', en: 'value refused' } }, [], error);
}

/** The one parameter whose value stands in what the server said, or else its name; undefined when none does, or several do. */
function namedIn({ outcome }: FhirServerError, query: Pairs): string | undefined {
  const said = (outcome?.issue ?? []).flatMap(({ diagnostics, details }) => [diagnostics, details?.text]).join(' ');
  const quoting = (word = ''): boolean => word.length > 2 && said.includes(word);
  const byValue = query.filter(([, value]) => quoting(value.slice(0, 60)));
  const found = byValue.length > 0 ? byValue : query.filter(([name]) => quoting(name.split(/[:.]/)[0]));
  const names = new Set(found.map(([name]) => name));
  return names.size === 1 ? [...names][0] : undefined;
}
