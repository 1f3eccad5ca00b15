import type { Disease } from '@passerelle/fhir-mappings';
import { Choices } from '../../components/choices.tsx';
import { TextArea, TextInput } from '../../components/inputs.tsx';
import { noDate, typedDate, type TypedDate } from '../../components/partial-date.ts';
import { PartialDateInput } from '../../components/partial-date-input.tsx';
import type { Book } from '../../entries/book.ts';
import { filled } from '../../entries/rows.ts';
import { usePortal } from '../../portal.ts';
import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { datePart, found, lineError, ongoingOf, periodErrors, stateOf, textPart, type State } from './period.ts';
import { StateBadge } from './state-badge.tsx';

interface Typed {
  name: string;
  state: State;
  start: TypedDate;
  end: TypedDate;
  comment: string;
}

/** D1. */
export function useDiseases(): Book<Disease, Typed> {
  const { call } = usePortal();
  const { texts, language } = useReading();
  const { diseases: words, profile } = texts;
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
    rows: ({ start, end, comment }) =>
      filled(
        [profile.start, start && dateText(start, language)],
        [profile.end, end && dateText(end, language)],
        [profile.comment, comment],
      ),
    blank: { name: '', state: 'ongoing', start: noDate, end: noDate, comment: '' },
    typed: ({ name, ongoing, start, end, comment = '' }) => ({
      name,
      state: stateOf(ongoing),
      start: typedDate(start),
      end: typedDate(end),
      comment,
    }),
    entry: ({ name, state, start, end, comment }, base) => ({
      name: name.trim(),
      ...ongoingOf(state),
      ...datePart('start', start),
      ...(state === 'ended' ? datePart('end', end) : {}),
      ...textPart('comment', comment),
      ...(base?.documents ? { documents: base.documents } : {}),
    }),
    check: (values) =>
      found({
        name: lineError(values.name, 50, texts, words.name),
        ...periodErrors({ ...values, end: values.state === 'ended' ? values.end : noDate }, texts),
        comment: lineError(values.comment, 3000, texts),
      }),
    fields: (form) => (
      <>
        <TextInput label={words.name} {...form.field('name')} />
        <Choices
          label={profile.state}
          options={[
            { value: 'ongoing', label: profile.ongoing },
            { value: 'ended', label: profile.ended },
            { value: 'unknown', label: profile.unknown },
          ]}
          {...form.field('state')}
        />
        <PartialDateInput label={profile.start} optional {...form.field('start')} />
        {form.values.state === 'ended' && <PartialDateInput label={profile.end} optional {...form.field('end')} />}
        <TextArea label={profile.comment} optional {...form.field('comment')} />
      </>
    ),
  };
}
