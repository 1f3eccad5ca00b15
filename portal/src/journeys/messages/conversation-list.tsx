import type { Conversation } from '@passerelle/gateway/client';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../router/link.tsx';
import { shortInstant } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';

/** G2: conversations as lines: with whom, about what, when, and what is still to be read. */
export function ConversationList({ conversations }: { conversations: readonly Conversation[] }) {
  return (
    <ul className="card flush entries">
      {conversations.map((conversation) => (
        <ConversationRow key={conversation.id} conversation={conversation} />
      ))}
    </ul>
  );
}

function ConversationRow({ conversation }: { conversation: Conversation }) {
  const { texts, language } = useReading();
  const { messages } = texts;
  const { id, subject, correspondent, lastAt, unread, attachments } = conversation;
  return (
    <li className={unread > 0 ? 'document conversation unread' : 'document conversation'}>
      <span className={unread > 0 ? 'tile' : 'tile read'}>
        <Icon name="building" />
      </span>
      <div className="document-words">
        <p className="conversation-who">{correspondent.name || correspondent.address}</p>
        <Link href={`/messages/${id}`}>{subject || messages.noSubject}</Link>
        <p className="row small soft">
          <span>{messages.count(conversation.messages)}</span>
          {attachments && (
            <span className="with-icon">
              <Icon name="clip" />
              {messages.attachments}
            </span>
          )}
        </p>
      </div>
      <div className="conversation-side">
        <time className="soft small" dateTime={lastAt}>
          {shortInstant(lastAt, language)}
        </time>
        {unread > 0 && <span className="count wide">{messages.unread(unread)}</span>}
      </div>
    </li>
  );
}
