import type { Treatment } from '@passerelle/fhir-mappings';
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
  dosage: string;
  comment: string;
}

/** D2. */
export function useTreatments(): Book<Treatment, Typed> {
  const { call } = usePortal();
  const { texts, language } = useReading();
  const { treatments: words, profile } = texts;
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
    rows: ({ dosage, start, end, comment }) =>
      filled(
        [words.dosage, dosage],
        [profile.start, start && dateText(start, language)],
        [profile.end, end && dateText(end, language)],
        [profile.comment, comment],
      ),
    blank: { name: '', state: 'ongoing', start: noDate, end: noDate, dosage: '', comment: '' },
    typed: ({ name, ongoing, start, end, dosage = '', comment = '' }) => ({
      name,
      state: stateOf(ongoing),
      start: typedDate(start),
      end: typedDate(end),
      dosage,
      comment,
    }),
    entry: ({ name, state, start, end, dosage, comment }, base) => ({
      name: name.trim(),
      ...ongoingOf(state),
      ...datePart('start', start),
      ...datePart('end', end),
      ...textPart('dosage', dosage),
      ...textPart('comment', comment),
      ...(base?.documents ? { documents: base.documents } : {}),
    }),
    check: (values) =>
      found({
        name: lineError(values.name, 50, texts, words.name),
        dosage: lineError(values.dosage, 1000, texts),
        ...periodErrors(values, texts),
        comment: lineError(values.comment, 3000, texts),
      }),
    fields: (form) => (
      <>
        <TextInput label={words.name} {...form.field('name')} />
        <TextArea label={words.dosage} hint={words.dosageHint} optional {...form.field('dosage')} />
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
        <PartialDateInput label={profile.end} optional {...form.field('end')} />
        <TextArea label={profile.comment} optional {...form.field('comment')} />
      </>
    ),
  };
}
