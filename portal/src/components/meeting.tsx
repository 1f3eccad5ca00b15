import { useTexts } from '../texts/use-texts.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import type { Form } from './use-form.ts';

interface Props<V extends object> {
  form: Form<V>;
  /** The values as rows that people read: label and text. */
  rows: (values: V) => readonly (readonly [label: string, text: string])[];
  onClose: () => void;
}

/** Two people changed one thing: both versions side by side, and the choice. Nothing typed is lost. */
export function Meeting<V extends object>({ form, rows, onClose }: Props<V>) {
  const { meeting, form: words } = useTexts();
  const { met } = form;
  if (!met) return null;
  if (met.kind === 'deleted')
    return (
      <Dialog title={meeting.deletedTitle} onClose={onClose} alert>
        <p>{meeting.deletedText}</p>
        <Version title={meeting.mine} rows={rows(form.values)} />
        <div className="dialog-foot">
          <Button onPress={onClose}>{words.close}</Button>
        </div>
      </Dialog>
    );
  const { theirs } = met;
  const mine = rows(form.values);
  return (
    <Dialog title={meeting.title} onClose={onClose} alert wide>
      <p>{meeting.text(theirs.by)}</p>
      <div className="versions">
        <Version title={meeting.mine} rows={mine} other={rows(theirs.values)} />
        <Version title={meeting.theirs} rows={rows(theirs.values)} other={mine} />
      </div>
      <div className="dialog-foot">
        <Button onPress={() => form.takeTheirs(theirs)}>{meeting.takeTheirs}</Button>
        <Button weight="main" onPress={() => form.keepMine(theirs)}>
          {meeting.keepMine}
        </Button>
      </div>
    </Dialog>
  );
}

type Rows = readonly (readonly [string, string])[];

/** Every line that one of the versions has, so that what was emptied is seen too. */
const labelsOf = (rows: Rows, other: Rows = []) => [...new Set([...rows, ...other].map(([label]) => label))];
const textUnder = (label: string, rows: Rows) => rows.find(([found]) => found === label)?.[1] ?? '';

function Version({ title, rows, other }: { title: string; rows: Rows; other?: Rows }) {
  const { form } = useTexts();
  return (
    <section>
      <h3>{title}</h3>
      <dl className="facts">
        {labelsOf(rows, other).map((label) => {
          const text = textUnder(label, rows) || form.none;
          const differs = other && textUnder(label, other) !== textUnder(label, rows);
          return (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="pre">{differs ? <mark>{text}</mark> : text}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
