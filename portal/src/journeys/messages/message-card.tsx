import type { Message } from '@passerelle/gateway/client';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Link } from '../../router/link.tsx';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { instantText, sizeText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';

type State = NonNullable<Message['delivery']>['state'];

const looks: Record<State, { tone: string; icon: IconName }> = {
  waiting: { tone: '', icon: 'clock' },
  relayed: { tone: 'brand', icon: 'send' },
  delayed: { tone: 'warn', icon: 'clock' },
  delivered: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'alert' },
};

/** One message, received or sent, with its attachments and, when sent, where it is (X4). */
export function MessageCard({ message }: { message: Message }) {
  const { language } = useReading();
  const { messages } = useSpaceTexts();
  const sent = message.direction === 'sent';
  return (
    <article className={sent ? 'card message sent' : 'card message'}>
      <header className="card-head">
        <div>
          <strong>{sent ? messages.you : message.from.name || message.from.address}</strong>
          {!sent && <p className="soft small">{message.from.address}</p>}
        </div>
        <time className="soft small" dateTime={message.at}>
          {instantText(message.at, language)}
        </time>
      </header>
      <p className="pre">{message.text}</p>
      {message.attachments.length > 0 && (
        <ul className="attachments">
          {message.attachments.map(({ documentId, name, size }) => (
            <li key={documentId}>
              <Link href={`/documents/${documentId}`} className="attachment">
                <Icon name="clip" />
                <span>
                  <span className="unseen">{messages.attachment} </span>
                  {name}
                </span>
                <span className="soft small">{sizeText(size, language)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {message.delivery && <DeliveryState delivery={message.delivery} />}
    </article>
  );
}

function DeliveryState({ delivery }: { delivery: NonNullable<Message['delivery']> }) {
  const { texts, language } = useReading();
  const { tone, icon } = looks[delivery.state];
  return (
    <footer className="stack delivery">
      <p className="row small">
        <span className={`badge ${tone}`}>
          <Icon name={icon} />
          {texts.messages.delivery[delivery.state]}
        </span>
        <time className="soft" dateTime={delivery.at}>
          {instantText(delivery.at, language)}
        </time>
      </p>
      {delivery.detail && <p className="soft small">{delivery.detail}</p>}
    </footer>
  );
}
