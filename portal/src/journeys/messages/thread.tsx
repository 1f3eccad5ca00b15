import type { Answer, ApiRoutes } from '@passerelle/gateway/client';
import { useEffect } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { MessageCard } from './message-card.tsx';
import { Reply } from './reply.tsx';

type Opened = Answer<ApiRoutes, 'GET /api/messages/:id'>;

/** G3: one conversation, the oldest message first; reading it is told to the gateway. */
export function Thread({ params: { id = '' } }: { params: Record<string, string> }) {
  const { messages } = useTexts();
  const { call } = usePortal();
  const asked = useAnswer(`message/${id}`, () => call('GET /api/messages/:id', { params: { id } }));
  const title = asked.state === 'ready' ? asked.value.conversation.subject || messages.noSubject : messages.title;
  const lead = asked.state === 'ready' ? asked.value.conversation.correspondent.name : undefined;
  return (
    <>
      <PageHead key={title} title={title} lead={lead} back={{ href: '/messages', label: messages.back }} />
      <Loaded asked={asked}>{(opened) => <Conversation id={id} opened={opened} />}</Loaded>
    </>
  );
}

function Conversation({ id, opened }: { id: string; opened: Opened }) {
  const { messages } = useTexts();
  const { call, answers } = usePortal();
  const unread = opened.conversation.unread > 0;
  useEffect(() => {
    if (!unread) return;
    call('PUT /api/messages/:id/read', { params: { id } }).then(
      () => answers.refresh('messages'),
      () => undefined,
    );
  }, [call, answers, id, unread]);
  return (
    <div className="thread">
      <ol className="stack">
        {opened.messages.map((message) => (
          <li key={message.id}>
            <MessageCard message={message} />
          </li>
        ))}
      </ol>
      {opened.conversation.noReply ? (
        <Notice>
          <p>{messages.noReply}</p>
        </Notice>
      ) : (
        <Reply id={id} to={opened.conversation.correspondent.name || opened.conversation.correspondent.address} />
      )}
    </div>
  );
}
