import { createHash } from 'node:crypto';
import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import { FhirServerError, type SearchParameters } from './server.ts';

/** Asks for a Bundle by its path below the base address, or by a link that the server gave; refuses any other address. */
type Ask = (path: string) => Promise<Bundle>;

/** Entries a page where the search names no number; HAPI's own habit. */
const usual = 50;

/** What follows a first page: the same search, less what that page held. */
interface Rest {
  /** The search, or the server's own link to a later page of it. */
  from: string;
  /** Marks of the matches given already that are still to come by in `from`. */
  given: string[];
  /** When the first page was made, by the server's clock (ISO 8601); what was created since is of no page. */
  since: string;
}

/**
 * The first page of a search. HAPI keeps what a search has found, for the pages to come, and that costs it as much as the finding; most searches
 * end with their first page. So that page is asked for by `_offset`, for which HAPI keeps nothing, with one match more than it
 * shows: by that it is known whether there is a second page, and the search is kept only for who asks for it.
 */
export async function firstPage(ask: Ask, type: string, parameters: SearchParameters): Promise<Bundle> {
  const wanted = Number(parameters.find(([name]) => name === '_count')?.[1] ?? usual);
  if (wanted === 0 || parameters.some(([name]) => pagedByServer.has(name)))
    return ask(`${type}?${queryOf(parameters)}`);
  const others = parameters.filter(([name]) => name !== '_count');
  const counts = (count: number): [string, string][] => [['_count', String(count)]];
  const bundle = await ask(`${type}?${queryOf([...others, ...counts(wanted + 1), ['_offset', '0']])}`);
  const entries = bundle.entry ?? [];
  const matches = entries.filter(isMatch);
  if (matches.length <= wanted && linkOf(bundle) === undefined) return bundle;
  const shown = matches.slice(0, wanted);
  const entry = entries.filter((one) => !isMatch(one) || shown.includes(one));
  const from = `${type}?${queryOf([...others, ...counts(wanted)])}`;
  return linked({ ...bundle, entry }, { from, given: shown.map(markOf), since: bundle.meta?.lastUpdated ?? '' });
}

/** What comes along with the matches is of the page that it came with; a count alone has no pages. */
const pagedByServer = new Set(['_include', '_revinclude', '_summary']);

/** The page behind a link that `firstPage`, or the server itself, gave. */
export async function laterPage(ask: Ask, link: string): Promise<Bundle> {
  if (!link.startsWith(after)) return ask(link);
  let rest = restIn(link);
  for (;;) {
    const bundle = await ask(rest.from);
    const entries = bundle.entry ?? [];
    const given = new Set(rest.given);
    const isNew = (one: BundleEntry): boolean => !given.delete(markOf(one)) && !isLater(one, rest.since);
    const entry = entries.filter((one) => !isMatch(one) || isNew(one));
    const isEmpty = !entry.some(isMatch);
    const next = linkOf(bundle);
    if (next === undefined || given.size === 0) {
      if (!isEmpty || next === undefined) return { ...bundle, entry };
      return ask(next);
    }
    rest = { ...rest, from: next, given: [...given] };
    if (!isEmpty) return linked({ ...bundle, entry }, rest);
  }
}

/** Our own link begins so; no address of a server does. */
const after = 'after:';

const linked = (bundle: Bundle, rest: Rest): Bundle => ({
  ...bundle,
  link: [{ relation: 'next', url: after + Buffer.from(JSON.stringify(rest)).toString('base64url') }],
});

function restIn(link: string): Rest {
  try {
    return JSON.parse(Buffer.from(link.slice(after.length), 'base64url').toString()) as Rest;
  } catch (cause) {
    throw new FhirServerError('refused', 'a link that is not ours', { cause });
  }
}

const linkOf = ({ link }: Bundle): string | undefined => link?.find(({ relation }) => relation === 'next')?.url;

/** A server may remark on a search in an entry among what it found (R4 search.html#errors); such a one is of no page and has no mark. */
const isMatch = ({ search, resource }: BundleEntry): boolean =>
  search?.mode ? search.mode === 'match' : resource?.resourceType !== 'OperationOutcome';

/** Eight bytes that tell a resource from those of the same search. */
const markOf = ({ resource }: BundleEntry): string =>
  createHash('sha256').update(`${resource?.resourceType}/${resource?.id}`).digest('base64url').slice(0, 11);

/** Created after the first page; what was changed since has come to lie elsewhere, and is still to be given. */
const isLater = ({ resource }: BundleEntry, since: string): boolean =>
  resource?.meta?.versionId === '1' && Date.parse(resource.meta.lastUpdated ?? '') > Date.parse(since);

const queryOf = (parameters: SearchParameters): string =>
  new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString();
