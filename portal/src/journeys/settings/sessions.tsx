import type { OpenSession } from '@passerelle/gateway/client';
import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useAct } from '../../components/use-act.ts';
import { usePortal } from '../../portal.ts';
import { goTo } from '../../router/location.ts';
import { instantText } from '../../texts/formats.ts';
import { useReading, useTexts } from '../../texts/use-texts.ts';

/** B5: where one is signed in, and out of each. */
export function Sessions() {
  const { security } = useTexts();
  const { call } = usePortal();
  const asked = useAnswer('sessions', () => call('GET /api/sessions'));
  return (
    <div className="stack-large">
      <PageHead title={security.sessionsTitle} lead={security.sessionsLead} />
      <Loaded asked={asked}>{({ sessions }) => <List sessions={sessions} />}</Loaded>
    </div>
  );
}

function List({ sessions }: { sessions: OpenSession[] }) {
  const { security } = useTexts();
  const { call, session } = usePortal();
  const { act, failure } = useAct('sessions');
  const [leaving, setLeaving] = useState(false);
  const everywhere = async () => {
    await call('DELETE /api/sessions', {});
    session.signedOut();
    goTo('/sign-in?out', { replace: true });
  };
  return (
    <section className="card section">
      {failure && <FailureNotice failure={failure} />}
      <ul className="people">
        {sessions.map((open) => (
          <One
            key={open.id}
            open={open}
            onEnd={() => act(() => call('DELETE /api/sessions/:id', { params: { id: open.id } }), security.ended)}
          />
        ))}
      </ul>
      <p className="soft small">{security.notYou}</p>
      <div className="row">
        {sessions.length > 1 && (
          <Button
            onPress={() =>
              void act(() => call('DELETE /api/sessions', { query: { keep: 'own' } }), security.othersEnded)
            }
          >
            {security.endOthers}
          </Button>
        )}
        <Button weight="danger" icon="out" onPress={() => setLeaving(true)}>
          {security.everywhere}
        </Button>
      </div>
      {leaving && (
        <Confirm
          title={security.everywhere}
          text={security.everywhereText}
          yes={security.everywhere}
          act={everywhere}
          onClose={() => setLeaving(false)}
        />
      )}
    </section>
  );
}

function One({ open, onEnd }: { open: OpenSession; onEnd: () => Promise<unknown> }) {
  const { texts, language } = useReading();
  const { security } = texts;
  const device = open.device || security.unknownDevice;
  const since = instantText(open.since, language);
  return (
    <li className="person">
      <span className="tile">
        <Icon name={open.by === 'passkey' ? 'key' : 'shield'} />
      </span>
      <div className="person-words">
        <strong>{device}</strong> {open.own && <span className="badge">{security.thisOne}</span>}
        <p className="soft small">
          {security.since(since)}, {open.by === 'passkey' ? security.byPasskey : security.byCode}
        </p>
        <p className="soft small">
          {security.seen(instantText(open.seenAt, language))} · {security.network(open.source)}
        </p>
      </div>
      {!open.own && (
        <div className="person-tools">
          <Button aria-label={security.endNamed(device, since)} onPress={() => void onEnd()}>
            {security.end}
          </Button>
        </div>
      )}
    </li>
  );
}
