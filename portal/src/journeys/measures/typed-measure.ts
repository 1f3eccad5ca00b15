import { BLOOD_PRESSURE, SIMPLE_MEASURES, type Measure, type MeasureName } from '@passerelle/fhir-mappings';
import type { Errors } from '../../components/use-form.ts';
import { numberText, today } from '../../texts/formats.ts';
import type { Language, Texts } from '../../texts/language.ts';
import { found, textPart } from '../profile/period.ts';
import { isSimple, unitText } from './kinds.ts';

/** A measure as it is typed. */
export interface TypedMeasure {
  kind: MeasureName;
  value: string;
  systolic: string;
  diastolic: string;
  date: string;
  /** `08:30`, or nothing when only the day is known. */
  time: string;
  comment: string;
}

export const blankMeasure = (kind: MeasureName): TypedMeasure => ({
  kind,
  value: '',
  systolic: '',
  diastolic: '',
  date: today(),
  time: '',
  comment: '',
});

const numberOf = (typed: string): number =>
  /^\s*\d+([.,]\d+)?\s*$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN;

interface Range {
  minimum: number;
  maximum: number;
  whole?: boolean;
}

export function checkMeasure(typed: TypedMeasure, texts: Texts, language: Language): Errors {
  const { measures, form } = texts;
  const unit = unitText(typed.kind, language);
  const wrong = (text: string, range: Range): string | undefined => {
    const value = numberOf(text);
    if (Number.isNaN(value)) return measures.numberMissing;
    if (value < range.minimum || value > range.maximum)
      return measures.range(numberText(range.minimum, language), numberText(range.maximum, language), unit);
    return range.whole && !Number.isInteger(value) ? measures.whole : undefined;
  };
  const when = !typed.date ? measures.dateMissing : typed.date > today() ? form.dateFuture : undefined;
  const comment = typed.comment.length > 1000 ? form.tooLong(1000) : undefined;
  if (isSimple(typed.kind))
    return found({ value: wrong(typed.value, SIMPLE_MEASURES[typed.kind]), date: when, comment });
  const systolic = wrong(typed.systolic, { ...BLOOD_PRESSURE.systolic, whole: true });
  const diastolic = wrong(typed.diastolic, { ...BLOOD_PRESSURE.diastolic, whole: true });
  const order = !systolic && !diastolic && numberOf(typed.systolic) <= numberOf(typed.diastolic);
  return found({ systolic: order ? measures.pressureOrder : systolic, diastolic, date: when, comment });
}

/** The instant that a day and a time of day are where the person is. */
function whenOf({ date, time }: TypedMeasure): string {
  if (!time) return date;
  const away = -new Date(`${date}T${time}`).getTimezoneOffset();
  const pad = (part: number) => String(Math.trunc(Math.abs(part))).padStart(2, '0');
  return `${date}T${time}:00${away < 0 ? '-' : '+'}${pad(away / 60)}:${pad(away % 60)}`;
}

/** Only after `checkMeasure` found nothing. */
export function measureOf(typed: TypedMeasure, base?: Measure): Measure {
  const context = {
    when: whenOf(typed),
    ...textPart('comment', typed.comment),
    ...(base?.documents ? { documents: base.documents } : {}),
  };
  if (isSimple(typed.kind)) return { kind: typed.kind, value: numberOf(typed.value), ...context };
  const { systolic, diastolic } = typed;
  return { kind: 'blood-pressure', systolic: numberOf(systolic), diastolic: numberOf(diastolic), ...context };
}

/** A kept measure back in the boxes, in the reader's time zone. */
export function typedFrom(measure: Measure, language: Language): TypedMeasure {
  const moment = measure.when.length > 10 ? new Date(measure.when) : undefined;
  const pad = (part: number) => String(part).padStart(2, '0');
  return {
    ...blankMeasure(measure.kind),
    ...(measure.kind === 'blood-pressure'
      ? { systolic: String(measure.systolic), diastolic: String(measure.diastolic) }
      : { value: String(measure.value).replace('.', language === 'fr' ? ',' : '.') }),
    date: moment ? today(moment) : measure.when,
    time: moment ? `${pad(moment.getHours())}:${pad(moment.getMinutes())}` : '',
    comment: measure.comment ?? '',
  };
}
