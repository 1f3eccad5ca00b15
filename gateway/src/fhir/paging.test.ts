import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { firstPage, laterPage } from './paging.ts';

const resource = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'processing' }] } as const;
const outcome: BundleEntry = { search: { mode: 'outcome' }, resource: { ...resource, issue: [...resource.issue] } };
const unmarked: BundleEntry = { resource: { ...resource, issue: [...resource.issue] } };
const match = (id: string): BundleEntry => ({
  search: { mode: 'match' },
  resource: { resourceType: 'Condition', id, subject: {} },
});

/** A FHIR server that has found `ids`, and remarks on it at the head of every page. */
const remarking = (ids: string[], remark: BundleEntry) => (path: string) => {
  const query = new URLSearchParams(path.split('?')[1]);
  const from = Number(query.get('_from') ?? 0);
  const to = from + Number(query.get('_count'));
  const more = to < ids.length && !query.has('_offset');
  const url = `Condition?_count=${query.get('_count')}&_from=${to}`;
  return Promise.resolve({
    resourceType: 'Bundle',
    type: 'searchset',
    ...(more ? { link: [{ relation: 'next', url }] } : {}),
    entry: [remark, ...ids.slice(from, to).map(match)],
  } satisfies Bundle);
};

const idsIn = ({ entry = [] }: Bundle): string[] =>
  entry.flatMap(({ resource: one }) => (one?.resourceType === 'Condition' ? (one.id ?? []) : []));
const nextOf = ({ link }: Bundle): string | undefined => link?.[0]?.url;

test.each([
  ['marked as one', outcome],
  ['not marked', unmarked],
])('a remark of the FHIR server among what it found, %s, takes no place of a page', async (_, remark) => {
  const found = remarking(['a', 'b', 'c'], remark);
  const all = await firstPage(found, 'Condition', [['_count', '3']]);
  expect(idsIn(all)).toEqual(['a', 'b', 'c']);
  expect(nextOf(all)).toBeUndefined();

  const first = await firstPage(found, 'Condition', [['_count', '2']]);
  expect(idsIn(first)).toEqual(['a', 'b']);
  expect(first.entry).toContainEqual(remark);

  const last = await laterPage(found, nextOf(first) ?? '');
  expect(idsIn(last)).toEqual(['c']);
  expect(nextOf(last)).toBeUndefined();
});
