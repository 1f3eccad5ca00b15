import type { Resource } from '@medplum/fhirtypes';
import type { ServedType } from '../access/action.ts';
import { namesItem } from '../access/item-links.ts';
import type { Found } from '../access/record.ts';
import type { Problem } from '../errors.ts';
import type { Api } from './api.ts';
import { bundleText, type TextEntry } from './bundle-text.ts';
import type { Exchange } from './exchange.ts';
import type { Named } from './named-patient.ts';
import { outcomeOf } from './outcome.ts';
import type { SearchRequest } from './search-request.ts';
import { shown } from './view.ts';

/** What a page link holds, sealed. */
export interface Page {
  type: ServedType;
  link: string;
  named: Named | undefined;
  /** The reach that the first page was narrowed by: a page of another reach would count and order what may not be seen. */
  reach: string;
  view: SearchRequest['view'];
  /** The parameters that name items, which may be hidden from one page to the next; absent: there are none. */
  naming?: SearchRequest['parameters'];
}

/** What was found, as a Bundle in JSON with page links of our own. */
export function searchset(
  api: Api,
  exchange: Exchange,
  request: SearchRequest,
  found: Found<Resource>,
  reach: string,
): string {
  const { type, caller } = exchange;
  const entry =
    (mode: 'match' | 'include') =>
    (resource: Resource): TextEntry => ({
      fullUrl: `${api.base}/${resource.resourceType}/${resource.id}`,
      resource: JSON.stringify(mode === 'match' ? shown(resource, request.view) : resource),
      search: { mode },
    });
  const naming = request.parameters.filter(([name]) => namesItem(name));
  const next: Page | undefined = found.next
    ? { type, link: found.next, named: request.named, reach, view: request.view, ...(naming.length ? { naming } : {}) }
    : undefined;
  return bundleText({
    type: 'searchset',
    total: found.total,
    links: [
      { relation: 'self', url: `${api.base}/${type}?${new URLSearchParams(request.asked).toString()}` },
      ...(next ? [{ relation: 'next', url: `${api.base}/${type}?_page=${api.seal.close(caller.rpps, next)}` }] : []),
    ],
    entries: [
      ...found.resources.map(entry('match')),
      ...found.included.map(entry('include')),
      ...request.ignored.map((one): TextEntry => ({
        resource: JSON.stringify(warning(one)),
        search: { mode: 'outcome' },
      })),
    ],
  });
}

function warning(ignored: Problem): Resource {
  const { issue, ...outcome } = outcomeOf(ignored);
  return { ...outcome, issue: issue.map((one) => ({ ...one, severity: 'warning' })) };
}
