import type { Disease } from '@passerelle/fhir-mappings';
import { TextInput } from '../../components/inputs.tsx';
import type { Book } from '../../entries/book.ts';
import { filled } from '../../entries/rows.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { StateBadge } from './state-badge.tsx';
import { blankLasting, usePeriod, type TypedLasting } from './use-period.tsx';

/** D1. */
export function useDiseases(): Book<Disease, TypedLasting> {
  const { call } = usePortal();
  const { diseases: words } = useTexts();
  const period = usePeriod((state) => state === 'ended');
  return {
    name: 'profile/diseases',
    words,
    list: () => call('GET /api/profile/diseases'),
    add: (body, idempotencyKey) => call('POST /api/profile/diseases', { body, idempotencyKey }),
    change: (id, version, body) => call('PUT /api/profile/diseases/:id', { params: { id }, version, body }),
    remove: (id, version) => call('DELETE /api/profile/diseases/:id', { params: { id }, version }),
    sayNothing: (nothing) => call('PUT /api/profile/diseases/nothing', { body: { nothing } }),
    title: ({ name }) => name,
    badge: ({ ongoing }) => <StateBadge ongoing={ongoing} />,
    rows: (entry) => filled(...period.rows(entry)),
    blank: blankLasting,
    typed: period.typed,
    entry: (values, base) => ({
      ...period.entry(values),
      ...(base?.documents ? { documents: base.documents } : {}),
    }),
    check: (values) => period.check(values, words.name),
    fields: (form) => (
      <>
        <TextInput label={words.name} {...form.field('name')} />
        {period.fields(form)}
      </>
    ),
  };
}
