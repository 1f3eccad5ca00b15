import type { Answer, ApiRoutes, Request } from '@passerelle/gateway/client';
import { useDeferredValue, useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Pager } from '../../components/pager.tsx';
import { usePortal } from '../../portal.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { DocumentList } from './document-list.tsx';
import { emptyFilter, Filters, type Filter } from './filters.tsx';

type Query = NonNullable<Request<ApiRoutes, 'GET /api/documents'>['query']>;

const queryOf = ({ category, search, sort, page }: Filter): Query => ({
  ...(category ? { category } : {}),
  ...(search.trim() ? { search: search.trim() } : {}),
  sort,
  page,
});

/** E5: the documents, filtered, sorted, in pages. */
export function Documents() {
  const { documents } = useSpaceTexts();
  const { call } = usePortal();
  const [filter, setFilter] = useState(emptyFilter);
  const query = queryOf(useDeferredValue(filter));
  const asked = useAnswer(`documents?${JSON.stringify(query)}`, () => call('GET /api/documents', { query }));
  return (
    <>
      <PageHead
        title={documents.title}
        lead={documents.lead}
        actions={
          <LinkButton href="/documents/add" weight="main" icon="add">
            {documents.add}
          </LinkButton>
        }
      />
      <Filters filter={filter} onChange={setFilter} />
      <Loaded asked={asked} lines={5}>
        {(answer) => <Found answer={answer} filter={filter} onChange={setFilter} />}
      </Loaded>
    </>
  );
}

interface FoundProps {
  answer: Answer<ApiRoutes, 'GET /api/documents'>;
  filter: Filter;
  onChange: (filter: Filter) => void;
}

function Found({ answer, filter, onChange }: FoundProps) {
  const { documents } = useSpaceTexts();
  if (answer.documents.length === 0)
    return <NoDocuments filtered={Boolean(filter.search || filter.category)} clear={() => onChange(emptyFilter)} />;
  return (
    <div className="stack">
      <p className="soft small" role="status">
        {documents.count(answer.total)}
      </p>
      <DocumentList documents={answer.documents} />
      <Pager page={filter.page} pages={answer.pages} go={(page) => onChange({ ...filter, page })} />
    </div>
  );
}

function NoDocuments({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const { documents } = useSpaceTexts();
  if (filtered)
    return (
      <Empty icon="search" title={documents.nothingFound} text={documents.nothingFoundText}>
        <Button onPress={clear}>{documents.clear}</Button>
      </Empty>
    );
  return (
    <Empty icon="file" title={documents.none} text={documents.noneText}>
      <LinkButton href="/documents/add" icon="add">
        {documents.add}
      </LinkButton>
    </Empty>
  );
}
