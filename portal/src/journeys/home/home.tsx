import type { ReactNode } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Bridge } from '../../components/bridge.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import { useWho } from '../../session/use-session.ts';
import { useSpace } from '../../session/space.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { DocumentList } from '../documents/document-list.tsx';
import { measureNames } from '../measures/kinds.ts';
import { MeasureCards } from '../measures/measure-cards.tsx';
import { ConversationList } from '../messages/conversation-list.tsx';
import { Unfinished } from '../questionnaire/unfinished.tsx';

const SHOWN = { documents: 4, messages: 3, measures: 4 };

/** 0.5: quick actions, the latest documents and messages, the measures at a glance. */
export function Home() {
  const { home, family } = useSpaceTexts();
  const [who, child] = [useWho(), useSpace()];
  return (
    <>
      <div className="welcome">
        <div className="welcome-words">
          <div className="welcome-top">
            <PageHead
              title={child ? family.homeTitle(child.firstName) : home.title(who?.firstName ?? '')}
              lead={child ? family.homeLead : home.lead}
            />
            <Bridge />
          </div>
          <QuickActions />
        </div>
      </div>
      <Unfinished />
      <div className="home-columns">
        <LatestDocuments />
        <LatestMessages />
      </div>
      <MeasuresAtAGlance />
      <aside className="notice">
        <Icon name="advice" />
        <div>
          <strong>{home.advice}</strong>
          <p>{home.adviceText}</p>
        </div>
      </aside>
    </>
  );
}

function QuickActions() {
  const { home } = useSpaceTexts();
  const actions: readonly { href: string; icon: IconName; label: string }[] = [
    { href: '/documents/add', icon: 'upload', label: home.addDocument },
    { href: '/measures?add', icon: 'chart', label: home.addMeasure },
    { href: '/profile', icon: 'edit', label: home.fillProfile },
    { href: '/access', icon: 'shield', label: home.seeAccess },
  ];
  return (
    <nav aria-label={home.quick}>
      <ul className="quick">
        {actions.map(({ href, icon, label }) => (
          <li key={href}>
            <Link href={href}>
              <Icon name={icon} />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Block({ title, href, all, children }: { title: string; href: string; all: string; children: ReactNode }) {
  return (
    <section className="section">
      <div className="card-head">
        <h2>{title}</h2>
        <Link href={href} className="back">
          {all}
          <Icon name="forward" />
        </Link>
      </div>
      {children}
    </section>
  );
}

function LatestDocuments() {
  const { home, documents } = useTexts();
  const { call } = usePortal();
  const query = { sort: '-date' as const, page: 1 };
  const asked = useAnswer(`documents?${JSON.stringify(query)}`, () => call('GET /api/documents', { query }));
  return (
    <Block title={home.documents} href="/documents" all={home.allDocuments}>
      <Loaded asked={asked}>
        {(answer) =>
          answer.documents.length === 0 ? (
            <p className="card soft">{documents.none}</p>
          ) : (
            <DocumentList documents={answer.documents.slice(0, SHOWN.documents)} brief />
          )
        }
      </Loaded>
    </Block>
  );
}

function LatestMessages() {
  const { home, messages } = useTexts();
  const { call } = usePortal();
  const asked = useAnswer('messages?1', () => call('GET /api/messages', { query: { page: 1 } }));
  return (
    <Block title={home.messages} href="/messages" all={home.allMessages}>
      <Loaded asked={asked}>
        {({ conversations }) =>
          conversations.length === 0 ? (
            <p className="card soft">{messages.empty}</p>
          ) : (
            <ConversationList conversations={conversations.slice(0, SHOWN.messages)} />
          )
        }
      </Loaded>
    </Block>
  );
}

function MeasuresAtAGlance() {
  const { home, measures } = useTexts();
  const child = useSpace();
  const { call } = usePortal();
  const asked = useAnswer('measures/latest', () => call('GET /api/measures/latest'));
  return (
    <Block title={child ? measures.title : home.measures} href="/measures" all={home.allMeasures}>
      <Loaded asked={asked} lines={1}>
        {({ entries }) =>
          entries.length === 0 ? (
            <p className="card soft">{measures.empty}</p>
          ) : (
            <MeasureCards
              entries={entries
                .toSorted((a, b) => measureNames.indexOf(a.entry.kind) - measureNames.indexOf(b.entry.kind))
                .slice(0, SHOWN.measures)}
            />
          )
        }
      </Loaded>
    </Block>
  );
}
