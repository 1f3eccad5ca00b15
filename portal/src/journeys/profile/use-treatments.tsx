import type { Treatment } from '@passerelle/fhir-mappings';
import { TextArea, TextInput } from '../../components/inputs.tsx';
import type { Book } from '../../entries/book.ts';
import { filled } from '../../entries/rows.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { found, lineError, textPart } from './period.ts';
import { StateBadge } from './state-badge.tsx';
import { blankLasting, usePeriod, type TypedLasting } from './use-period.tsx';

type Typed = TypedLasting & { dosage: string };

/** D2. The end may be known while a treatment goes on: it is the day until which it was prescribed. */
export function useTreatments(): Book<Treatment, Typed> {
  const { call } = usePortal();
  const texts = useTexts();
  const { treatments: words } = texts;
  const period = usePeriod(() => true);
  return {
    name: 'profile/treatments',
    words,
    list: () => call('GET /api/profile/treatments'),
    add: (body, idempotencyKey) => call('POST /api/profile/treatments', { body, idempotencyKey }),
    change: (id, version, body) => call('PUT /api/profile/treatments/:id', { params: { id }, version, body }),
    remove: (id, version) => call('DELETE /api/profile/treatments/:id', { params: { id }, version }),
    sayNothing: (nothing) => call('PUT /api/profile/treatments/nothing', { body: { nothing } }),
    title: ({ name }) => name,
    badge: ({ ongoing }) => <StateBadge ongoing={ongoing} />,
    rows: (entry) => filled([words.dosage, entry.dosage], ...period.rows(entry)),
    blank: { ...blankLasting, dosage: '' },
    typed: (entry) => ({ ...period.typed(entry), dosage: entry.dosage ?? '' }),
    entry: (values, base) => ({
      ...period.entry(values),
      ...textPart('dosage', values.dosage),
      ...(base?.documents ? { documents: base.documents } : {}),
    }),
    check: (values) => {
      const { name, ...others } = period.check(values, words.name);
      return found({ name, dosage: lineError(values.dosage, 1000, texts), ...others });
    },
    fields: (form) => (
      <>
        <TextInput label={words.name} {...form.field('name')} />
        <TextArea label={words.dosage} hint={words.dosageHint} optional {...form.field('dosage')} />
        {period.fields(form)}
      </>
    ),
  };
}
