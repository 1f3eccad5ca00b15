import type { Foreign } from '@passerelle/gateway/client';
import { Button } from '../components/button.tsx';
import { Byline } from '../components/byline.tsx';
import { useTexts } from '../texts/use-texts.ts';
import type { Book, Kept, Listing } from './book.ts';

interface Props<E, V extends object> {
  book: Book<E, V>;
  listing: Listing<E>;
  onChange: (kept: Kept<E>) => void;
  onRemove: (kept: Kept<E>) => void;
}

/** Entries as people read them, each with who wrote it and when; those of other software as far as they can be read. */
export function EntryList<E, V extends object>({ book, listing, onChange, onRemove }: Props<E, V>) {
  return (
    <ul className="card flush entries">
      {listing.entries.map((kept) => (
        <li key={kept.id} className="entry">
          <Entry book={book} kept={kept} onChange={() => onChange(kept)} onRemove={() => onRemove(kept)} />
        </li>
      ))}
      {listing.foreign.map((foreign) => (
        <ForeignEntry key={foreign.id} foreign={foreign} />
      ))}
    </ul>
  );
}

interface EntryProps<E, V extends object> {
  book: Book<E, V>;
  kept: Kept<E>;
  onChange: () => void;
  onRemove: () => void;
}

function Entry<E, V extends object>({ book, kept, onChange, onRemove }: EntryProps<E, V>) {
  const { form } = useTexts();
  const title = book.title(kept.entry);
  return (
    <>
      <div className="entry-head">
        <div>
          <h3>{title}</h3>
          {book.badge?.(kept.entry)}
        </div>
        <div className="entry-tools">
          <Button weight="bare" icon="edit" aria-label={form.changeNamed(title)} onPress={onChange}>
            <span className="wide-only">{form.change}</span>
          </Button>
          <Button weight="bare grave" icon="trash" aria-label={form.removeNamed(title)} onPress={onRemove}>
            <span className="wide-only">{form.remove}</span>
          </Button>
        </div>
      </div>
      <dl className="facts">
        {book.rows(kept.entry).map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="pre">{text}</dd>
          </div>
        ))}
      </dl>
      <Byline author={kept.author} at={kept.updatedAt} />
    </>
  );
}

function ForeignEntry({ foreign }: { foreign: Foreign }) {
  const { profile } = useTexts();
  return (
    <li className="entry">
      <div className="entry-head">
        <div>
          <h3>{foreign.label}</h3>
          <span className="badge">{profile.foreign}</span>
        </div>
      </div>
      <p className="soft small">{profile.foreignText}</p>
      <Byline author={foreign.author} at={foreign.updatedAt} />
    </li>
  );
}
