import { readFileSync } from 'node:fs';
import type { Coding, Resource } from '@medplum/fhirtypes';
import type { View } from './search-request.ts';

/** R4's summary and mandatory elements of each type that is served. */
const elements = JSON.parse(readFileSync(new URL('./summary-elements.json', import.meta.url), 'utf8')) as Record<
  string,
  { summary: string[]; mandatory: string[] }
>;

const subsetted: Coding = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

/** A resource as `_summary` and `_elements` ask for it (R4 search.html#summary), marked so that nobody writes it back. */
export function shown<R extends Resource>(resource: R, { summary, elements: wanted }: View): R {
  if (!summary && !wanted) return resource;
  const of = elements[resource.resourceType] ?? { summary: [], mandatory: [] };
  const kept = new Set([...of.mandatory, ...(wanted ?? []), ...namesFor(summary, resource, of.summary)]);
  const entries = Object.entries(resource).filter(([name]) => kept.has(name.replace(/^_/, '')));
  const meta = { ...resource.meta, tag: [...(resource.meta?.tag ?? []), subsetted] };
  return { resourceType: resource.resourceType, id: resource.id, meta, ...Object.fromEntries(entries) } as R;
}

function namesFor(summary: View['summary'], resource: Resource, ofType: string[]): string[] {
  if (summary === 'true') return ofType;
  if (summary === 'text') return ['text'];
  return summary === 'data' ? Object.keys(resource).filter((name) => name !== 'text') : [];
}
