import { useState } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import type { IconName } from '../components/icon.tsx';
import { Loaded } from '../components/loaded.tsx';
import { useToast } from '../components/toast.tsx';
import { usePortal } from '../portal.ts';
import { useSpaceTexts } from '../session/space-texts.ts';
import type { Book, Kept, Listing } from './book.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryList } from './entry-list.tsx';
import { NoEntries } from './no-entries.tsx';

type Asking<E> = { kind: 'add' } | { kind: 'change' | 'remove'; kept: Kept<E> };

interface Props<E, V extends object> {
  book: Book<E, V>;
  icon: IconName;
  /** The page has the title already, and the button beside it. */
  bare?: boolean;
}

/** A section of the record: its entries, and adding, changing and deleting them. */
export function EntrySection<E, V extends object>({ book, icon, bare }: Props<E, V>) {
  const { form } = useSpaceTexts();
  const { answers } = usePortal();
  const say = useToast();
  const [asking, ask] = useState<Asking<E>>();
  const asked = useAnswer<Listing<E>>(book.name, book.list);
  const close = () => ask(undefined);
  const remove = async ({ id, version }: Kept<E>) => {
    await book.remove(id, version);
    await answers.refresh(book.name);
    say(form.removed);
  };
  return (
    <section className="section" aria-label={book.words.title}>
      <div className="card-head">
        <h2 className={bare ? 'unseen' : undefined}>{book.words.title}</h2>
        <Button icon="add" weight={bare ? 'main' : 'quiet'} onPress={() => ask({ kind: 'add' })}>
          {book.words.add}
        </Button>
      </div>
      <Loaded asked={asked} lines={2}>
        {(listing) =>
          listing.entries.length + listing.foreign.length === 0 ? (
            <NoEntries book={book} icon={icon} nothing={listing.nothing ?? false} />
          ) : (
            <EntryList
              book={book}
              listing={listing}
              onChange={(kept) => ask({ kind: 'change', kept })}
              onRemove={(kept) => ask({ kind: 'remove', kept })}
            />
          )
        }
      </Loaded>
      {asking?.kind === 'add' && <EntryDialog book={book} onClose={close} />}
      {asking?.kind === 'change' && <EntryDialog book={book} kept={asking.kept} onClose={close} />}
      {asking?.kind === 'remove' && (
        <Confirm
          title={form.removeTitle}
          text={form.removeText(book.title(asking.kept.entry))}
          yes={form.remove}
          act={() => remove(asking.kept)}
          onClose={close}
        />
      )}
    </section>
  );
}
