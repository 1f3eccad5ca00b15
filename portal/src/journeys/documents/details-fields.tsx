import { Choices } from '../../components/choices.tsx';
import { SelectInput, TextInput } from '../../components/inputs.tsx';
import type { Form } from '../../components/use-form.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { today } from '../../texts/formats.ts';
import { categoryKeys } from './categories.ts';
import type { TypedDetails } from './details.ts';

/** E2: name, date, category and visibility, all required. */
export function DetailsFields<V extends TypedDetails>({ form }: { form: Form<V> }) {
  const { documents } = useSpaceTexts();
  const field = (form as unknown as Form<TypedDetails>).field;
  const category = field('category');
  return (
    <>
      <TextInput label={documents.name} hint={documents.nameHint} {...field('name')} />
      <div className="two">
        <TextInput label={documents.date} type="date" max={today()} {...field('date')} />
        <SelectInput
          label={documents.category}
          options={[
            { value: '', label: documents.choose },
            ...categoryKeys.map((key) => ({ value: key, label: documents.categories[key] })),
          ]}
          {...category}
          onChange={(chosen) => category.onChange(chosen as TypedDetails['category'])}
        />
      </div>
      <Choices
        label={documents.who}
        cards
        options={[
          { value: 'visible', label: documents.visible, hint: documents.visibleHint },
          { value: 'hidden', label: documents.hidden, hint: documents.hiddenHint },
        ]}
        {...field('visibility')}
      />
    </>
  );
}
