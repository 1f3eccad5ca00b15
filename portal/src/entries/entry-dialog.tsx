import { useState } from 'react';
import { Once } from '../api/random-key.ts';
import { Button } from '../components/button.tsx';
import { writerText } from '../components/byline.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Form } from '../components/form.tsx';
import { Meeting } from '../components/meeting.tsx';
import { useToast } from '../components/toast.tsx';
import { useForm } from '../components/use-form.ts';
import { usePortal } from '../portal.ts';
import { instantText } from '../texts/formats.ts';
import { useReading } from '../texts/use-texts.ts';
import type { Book, Kept } from './book.ts';

interface Props<E, V extends object> {
  book: Book<E, V>;
  kept?: Kept<E>;
  onClose: () => void;
}

/** Adds an entry, or changes the one that is given. */
export function EntryDialog<E, V extends object>({ book, kept, onClose }: Props<E, V>) {
  const { texts, language } = useReading();
  const { answers } = usePortal();
  const say = useToast();
  const [once] = useState(() => new Once());
  const form = useForm<V>({
    name: book.name,
    draft: `${book.name}/${kept?.id ?? 'add'}`,
    initial: kept ? book.typed(kept.entry) : book.blank,
    version: kept?.version,
    check: book.check,
    save: async (values, version) => {
      const entry = book.entry(values, kept?.entry);
      if (kept) await book.change(kept.id, version ?? kept.version, entry);
      else await book.add(entry, once.keyFor(entry));
      await answers.refresh(book.name);
      say(texts.form.saved);
      onClose();
    },
    current: async () => {
      const now = (await book.list()).entries.find(({ id }) => id === kept?.id);
      if (!now) return undefined;
      const by = `${writerText(now.author, texts)}, ${instantText(now.updatedAt, language)}`;
      return { values: book.typed(now.entry), version: now.version, by };
    },
  });
  const close = () => {
    form.discard();
    onClose();
  };
  return (
    <Dialog title={kept ? book.words.change : book.words.add} onClose={close}>
      <Form form={form}>
        {book.fields(form)}
        <div className="dialog-foot">
          <Button onPress={close}>{texts.form.cancel}</Button>
          <Button type="submit" weight="main" isPending={form.busy}>
            {kept ? texts.form.save : texts.form.add}
          </Button>
        </div>
      </Form>
      <Meeting form={form} rows={(values) => meetingRows(book, values)} onClose={close} />
    </Dialog>
  );
}

/** Both versions must show the same lines, also those that only one fills. */
function meetingRows<E, V extends object>(book: Book<E, V>, values: V): [string, string][] {
  const entry = book.entry(values, undefined);
  return [
    [book.words.title, book.title(entry)],
    ...book.rows(entry).map(([label, text]): [string, string] => [label, text]),
  ];
}
