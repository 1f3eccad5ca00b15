import { Tick } from '../../components/choices.tsx';
import { FieldError } from '../../components/field.tsx';

interface Props {
  id: string;
  label: string;
  value: boolean;
  error: string | undefined;
  onChange: (value: boolean) => void;
}

/** What must be certified or accepted before anything is asked for. */
export function Declaration({ id, label, value, error, onChange }: Props) {
  return (
    <div className="field" id={id}>
      <Tick label={label} hint={undefined} isSelected={value} onChange={onChange} />
      <FieldError id={id} error={error} />
    </div>
  );
}
