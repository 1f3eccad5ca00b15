import type { MeasureName } from '@passerelle/fhir-mappings';
import { SelectInput, TextArea, TextInput } from '../../components/inputs.tsx';
import type { Form } from '../../components/use-form.ts';
import { today } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { kindText, typedNames, unitText } from './kinds.ts';
import type { TypedMeasure } from './typed-measure.ts';

/** The kind where it is asked for, one value or two, and when. */
export function MeasureFields({ form, fixed }: { form: Form<TypedMeasure>; fixed: boolean }) {
  const { texts, language } = useReading();
  const { measures } = texts;
  const { kind } = form.values;
  const unit = unitText(kind, language);
  const choice = form.field('kind');
  return (
    <>
      {fixed ? (
        <p>
          <strong>{kindText(kind, language)}</strong>
        </p>
      ) : (
        <SelectInput
          label={measures.kind}
          options={typedNames.map((name) => ({ value: name, label: kindText(name, language) }))}
          {...choice}
          onChange={(name) => choice.onChange(name as MeasureName)}
        />
      )}
      {kind === 'blood-pressure' ? (
        <div className="two">
          <TextInput label={`${measures.systolic}, ${unit}`} inputMode="numeric" {...form.field('systolic')} />
          <TextInput label={`${measures.diastolic}, ${unit}`} inputMode="numeric" {...form.field('diastolic')} />
        </div>
      ) : (
        <TextInput
          label={`${measures.value}, ${unit}`}
          inputMode="decimal"
          className="short"
          {...form.field('value')}
        />
      )}
      <div className="two">
        <TextInput label={measures.date} type="date" max={today()} {...form.field('date')} />
        <TextInput label={measures.time} type="time" optional {...form.field('time')} />
      </div>
      <TextArea label={measures.comment} optional {...form.field('comment')} />
    </>
  );
}
