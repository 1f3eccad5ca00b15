import type { DocumentLine } from '@passerelle/gateway/client';
import { writerText } from '../../components/byline.tsx';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../router/link.tsx';
import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { categories } from './categories.ts';
import { HideButton } from './hide-button.tsx';

export function CategoryTile({ category }: { category: DocumentLine['category'] }) {
  const { icon, hue } = categories[category];
  return (
    <span className={`tile ${hue}`}>
      <Icon name={icon} />
    </span>
  );
}

/** Documents as lines: what, of when, by whom, who may see it. `brief`: without the button that hides. */
export function DocumentList({ documents, brief }: { documents: readonly DocumentLine[]; brief?: boolean }) {
  return (
    <ul className="card flush entries">
      {documents.map((document) => (
        <DocumentRow key={document.id} document={document} brief={brief ?? false} />
      ))}
    </ul>
  );
}

function DocumentRow({ document, brief }: { document: DocumentLine; brief: boolean }) {
  const { texts, language } = useReading();
  const { id, name, category, date, author, hidden } = document;
  return (
    <li className="document">
      <CategoryTile category={category} />
      <div className="document-words">
        <Link href={`/documents/${id}`}>{name}</Link>
        <p className="soft small">
          {texts.documents.categories[category]} · <time dateTime={date}>{dateText(date, language)}</time> ·{' '}
          {texts.documents.from(writerText(author, texts))}
        </p>
        {hidden && (
          <span className="badge warn">
            <Icon name="hidden" />
            {texts.documents.hidden}
          </span>
        )}
      </div>
      {!brief && <HideButton document={document} />}
    </li>
  );
}
