import { TARGET_DISEASES, VACCINATION_KINDS, VACCINES, type Vaccination } from '@passerelle/fhir-mappings';
import { Choices } from '../../components/choices.tsx';
import { TextArea, TextInput } from '../../components/inputs.tsx';
import { dateError, noDate, partialDate, typedDate, type TypedDate } from '../../components/partial-date.ts';
import { PartialDateInput } from '../../components/partial-date-input.tsx';
import type { Book } from '../../entries/book.ts';
import { filled } from '../../entries/rows.ts';
import { usePortal } from '../../portal.ts';
import { dateText, today } from '../../texts/formats.ts';
import type { Language } from '../../texts/language.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { useReading } from '../../texts/use-texts.ts';
import { found, lineError, textPart } from '../profile/period.ts';

interface Typed {
  vaccine: string;
  date: TypedDate;
  kind: Vaccination['kind'];
  batch: string;
  vaccinator: string;
  comment: string;
}

const targetsText = ({ targets = [] }: Vaccination, language: Language): string =>
  targets.map((target) => TARGET_DISEASES[target].label[language]).join(', ');

/** The name that was given, else what the code means, else the diseases. */
const nameOf = (entry: Vaccination, language: Language): string =>
  entry.vaccine ?? (entry.atc ? VACCINES[entry.atc].label[language] : targetsText(entry, language));

/** D6. */
export function useVaccinations(): Book<Vaccination, Typed> {
  const { call } = usePortal();
  const { language } = useReading();
  const texts = useSpaceTexts();
  const { vaccinations: words, profile } = texts;
  const kindText = (kind: Vaccination['kind']) => VACCINATION_KINDS[kind].label[language];
  return {
    name: 'vaccinations',
    words,
    list: () => call('GET /api/vaccinations'),
    add: (body, idempotencyKey) => call('POST /api/vaccinations', { body, idempotencyKey }),
    change: (id, version, body) => call('PUT /api/vaccinations/:id', { params: { id }, version, body }),
    remove: (id, version) => call('DELETE /api/vaccinations/:id', { params: { id }, version }),
    title: (entry) => nameOf(entry, language),
    badge: ({ kind }) => (kind === 'unknown' ? null : <span className="badge brand">{kindText(kind)}</span>),
    rows: (entry) =>
      filled(
        [words.date, dateText(entry.date, language)],
        [words.targets, targetsText(entry, language)],
        [words.dose, entry.dose === undefined ? undefined : String(entry.dose)],
        [words.batch, entry.batch],
        [words.vaccinator, entry.vaccinator],
        [profile.comment, entry.comment],
      ),
    blank: { vaccine: '', date: noDate, kind: 'unknown', batch: '', vaccinator: '', comment: '' },
    typed: (entry) => ({
      vaccine: nameOf(entry, language),
      date: typedDate(entry.date),
      kind: entry.kind,
      batch: entry.batch ?? '',
      vaccinator: entry.vaccinator ?? '',
      comment: entry.comment ?? '',
    }),
    entry: (values, base) => ({
      ...carried(values.vaccine.trim(), base, language),
      date: partialDate(values.date) ?? '',
      kind: values.kind,
      ...textPart('batch', values.batch),
      ...textPart('vaccinator', values.vaccinator),
      ...textPart('comment', values.comment),
    }),
    check: (values) =>
      found({
        vaccine: values.vaccine.trim() ? lineError(values.vaccine, 100, texts) : words.vaccineMissing,
        date: dateError(values.date, texts, { required: true, latest: today() }),
        batch: lineError(values.batch, 100, texts),
        vaccinator: lineError(values.vaccinator, 50, texts),
        comment: lineError(values.comment, 1000, texts),
      }),
    fields: (form) => (
      <>
        <TextInput label={words.vaccine} hint={words.vaccineHint} {...form.field('vaccine')} />
        <PartialDateInput label={words.date} {...form.field('date')} />
        <Choices
          label={words.kind}
          options={(['first', 'booster', 'unknown'] as const).map((kind) => ({ value: kind, label: kindText(kind) }))}
          {...form.field('kind')}
        />
        <div className="two">
          <TextInput label={words.batch} optional {...form.field('batch')} />
          <TextInput label={words.vaccinator} optional {...form.field('vaccinator')} />
        </div>
        <TextArea label={profile.comment} optional {...form.field('comment')} />
      </>
    ),
  };
}

/** The parts that the form does not show stay; a name that was changed no longer has the old code or diseases. */
function carried(vaccine: string, base: Vaccination | undefined, language: Language): Partial<Vaccination> {
  const rest = {
    ...(base?.dose === undefined ? {} : { dose: base.dose }),
    ...(base?.documents ? { documents: base.documents } : {}),
  };
  if (!base || nameOf(base, language) !== vaccine) return { vaccine, ...rest };
  const { vaccine: name, atc, targets } = base;
  return { ...(name ? { vaccine: name } : {}), ...(atc ? { atc } : {}), ...(targets ? { targets } : {}), ...rest };
}
