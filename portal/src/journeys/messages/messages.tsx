import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Empty } from '../../components/empty.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Pager } from '../../components/pager.tsx';
import { usePortal } from '../../portal.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { ConversationList } from './conversation-list.tsx';
import { OwnAddress } from './own-address.tsx';

/** G1, G2: the person's address and the conversations. */
export function Messages() {
  const { messages } = useSpaceTexts();
  const { call } = usePortal();
  const [page, setPage] = useState(1);
  const asked = useAnswer(`messages?${page}`, () => call('GET /api/messages', { query: { page } }));
  return (
    <>
      <PageHead title={messages.title} lead={messages.lead} />
      <OwnAddress />
      <Loaded asked={asked} lines={4}>
        {({ conversations, pages }) =>
          conversations.length === 0 ? (
            <Empty icon="mail" title={messages.empty} text={messages.emptyText} />
          ) : (
            <div className="stack">
              <ConversationList conversations={conversations} />
              <Pager page={page} pages={pages} go={setPage} />
              <p className="soft small">{messages.firstRule}</p>
            </div>
          )
        }
      </Loaded>
    </>
  );
}
