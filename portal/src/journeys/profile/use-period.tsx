import { Choices } from '../../components/choices.tsx';
import { TextArea } from '../../components/inputs.tsx';
import { noDate, typedDate, type TypedDate } from '../../components/partial-date.ts';
import { PartialDateInput } from '../../components/partial-date-input.tsx';
import type { Errors, Form } from '../../components/use-form.ts';
import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { datePart, found, lineError, ongoingOf, periodErrors, stateOf, textPart, type State } from './period.ts';

/** What a disease and a treatment have alike: a name, whether it goes on, from when to when, and a comment. */
interface Lasting {
  name: string;
  ongoing?: boolean;
  start?: string;
  end?: string;
  comment?: string;
}

export interface TypedLasting {
  name: string;
  state: State;
  start: TypedDate;
  end: TypedDate;
  comment: string;
}

export const blankLasting: TypedLasting = { name: '', state: 'ongoing', start: noDate, end: noDate, comment: '' };

/**
 * The lines, the reading, the check and the fields of what lasts.
 * @param hasEnd whether an end is asked for and kept in this state
 */
export function usePeriod(hasEnd: (state: State) => boolean) {
  const { texts, language } = useReading();
  const { profile } = texts;
  const endOf = ({ state, end }: TypedLasting): TypedDate => (hasEnd(state) ? end : noDate);
  return {
    rows: ({ start, end, comment }: Lasting) =>
      [
        [profile.start, start && dateText(start, language)],
        [profile.end, end && dateText(end, language)],
        [profile.comment, comment],
      ] as const,
    typed: ({ name, ongoing, start, end, comment = '' }: Lasting): TypedLasting => ({
      ...{ name, state: stateOf(ongoing), start: typedDate(start), end: typedDate(end), comment },
    }),
    entry: (values: TypedLasting): Lasting => ({
      name: values.name.trim(),
      ...ongoingOf(values.state),
      ...datePart('start', values.start),
      ...datePart('end', endOf(values)),
      ...textPart('comment', values.comment),
    }),
    check: (values: TypedLasting, label: string): Errors =>
      found({
        name: lineError(values.name, 50, texts, label),
        ...periodErrors({ start: values.start, end: endOf(values) }, texts),
        comment: lineError(values.comment, 3000, texts),
      }),
    fields: ({ values, field }: Pick<Form<TypedLasting>, 'values' | 'field'>) => (
      <>
        <Choices
          label={profile.state}
          options={[
            { value: 'ongoing', label: profile.ongoing },
            { value: 'ended', label: profile.ended },
            { value: 'unknown', label: profile.unknown },
          ]}
          {...field('state')}
        />
        <PartialDateInput label={profile.start} optional {...field('start')} />
        {hasEnd(values.state) && <PartialDateInput label={profile.end} optional {...field('end')} />}
        <TextArea label={profile.comment} optional {...field('comment')} />
      </>
    ),
  };
}
