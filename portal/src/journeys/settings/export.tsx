import type { ExportLine } from '@passerelle/gateway/client';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useAct } from '../../components/use-act.ts';
import { usePortal } from '../../portal.ts';
import { useProfile } from '../../router/location.ts';
import { useSpace } from '../../session/space.ts';
import { dateText, instantText, sizeText } from '../../texts/formats.ts';
import { useReading, useTexts } from '../../texts/use-texts.ts';

const isUnderWay = ({ state }: ExportLine): boolean => state === 'waiting' || state === 'running';
const name = (profile: string): string => `exports ${profile}`;

/** F5: copies of the space that one is in. */
export function Export() {
  const { settings, child: words } = useTexts();
  const child = useSpace();
  const title = child ? words.copy(child.firstName) : settings.exportTitle;
  const { call, answers } = usePortal();
  const profile = useProfile();
  const asked = useAnswer(name(profile), () => call('GET /api/exports'));
  const { busy, failure, act } = useAct(name(profile));
  const begin = () => act(() => call('POST /api/exports'), settings.exportAsked);
  return (
    <div className="stack-large">
      <PageHead
        title={title}
        lead={child ? words.copyLead : settings.exportLead}
        back={{ href: '/settings', label: settings.back }}
        actions={
          <Button weight="main" icon="download" isPending={busy} onPress={() => void begin()}>
            {settings.exportAsk}
          </Button>
        }
      />
      <Notice tone="warn">{child ? words.copyWarn : settings.exportWarn}</Notice>
      {failure && <FailureNotice failure={failure} />}
      <section className="card section" aria-labelledby="copies">
        <h2 id="copies" className="unseen">
          {title}
        </h2>
        <Loaded asked={asked}>
          {({ exports }) => <Copies copies={exports} again={() => void answers.again(name(profile))} />}
        </Loaded>
      </section>
    </div>
  );
}

function Copies({ copies, again }: { copies: ExportLine[]; again: () => void }) {
  const { settings } = useTexts();
  if (copies.length === 0) return <Empty icon="file" title={settings.exportNone} text={settings.exportNoneText} />;
  return (
    <ul className="people">
      {copies.map((copy) => (
        <One key={copy.id} copy={copy} again={again} />
      ))}
    </ul>
  );
}

function One({ copy, again }: { copy: ExportLine; again: () => void }) {
  const { texts, language } = useReading();
  const { settings } = texts;
  return (
    <li className="person">
      <div className="person-words">
        <strong>{settings.exportOf(instantText(copy.at, language))}</strong>
        {isUnderWay(copy) && <Progress first={copy} again={again} />}
        {copy.state === 'failed' && <p>{settings.exportFailed}</p>}
        {copy.state === 'ready' && (
          <>
            <p className="soft">
              {settings.exportReady(sizeText(copy.size ?? 0, language), dateText(copy.until.slice(0, 10), language))}
            </p>
            <p className="soft small wrap-anywhere">
              {settings.exportDigest} {copy.digest}
            </p>
          </>
        )}
      </div>
      <Tools copy={copy} />
    </li>
  );
}

function Tools({ copy }: { copy: ExportLine }) {
  const { settings } = useTexts();
  const { call } = usePortal();
  const { busy, failure, act } = useAct(name(useProfile()));
  const { id } = copy;
  const fetchIt = async () => {
    // Asks for the proof here, where it can be given; the file itself goes from the network to the disk.
    await call('GET /api/exports/:id', { params: { id }, query: { toFetch: true } });
    Object.assign(document.createElement('a'), { href: `/api/exports/${id}/file`, download: '' }).click();
  };
  const remove = () => act(() => call('DELETE /api/exports/:id', { params: { id } }), settings.exportRemoved);
  return (
    <div className="person-tools">
      {failure && <FailureNotice failure={failure} />}
      {copy.state === 'ready' && (
        <Button icon="download" onPress={() => void act(fetchIt)}>
          {settings.download}
        </Button>
      )}
      {!isUnderWay(copy) && (
        <Button isPending={busy} onPress={() => void remove()}>
          {settings.remove}
        </Button>
      )}
    </div>
  );
}

const percentOf = ({ done, total }: ExportLine): number => (total === 0 ? 0 : Math.floor((100 * done) / total));

/** Asked again and again, less and less often; said aloud every tenth. */
function Progress({ first, again }: { first: ExportLine; again: () => void }) {
  const { settings } = useTexts();
  const { call } = usePortal();
  const [copy, setCopy] = useState(first);
  const [wait, setWait] = useState(1_000);
  const percent = percentOf(copy);
  useEffect(() => {
    const timer = setTimeout(() => {
      void call('GET /api/exports/:id', { params: { id: first.id } })
        .then((now) => (isUnderWay(now) ? setCopy(now) : again()))
        .catch(() => undefined)
        .finally(() => setWait((before) => Math.min(before * 1.3, 15_000)));
    }, wait);
    return () => clearTimeout(timer);
  }, [call, first.id, wait, again]);
  return (
    <>
      <p className="soft">
        {settings.exportRunning} · {settings.exportDone(percent)}
      </p>
      <progress max={100} value={percent} aria-label={settings.exportRunning} />
      <span className="unseen" role="status">
        {settings.exportSaid(percent - (percent % 10))}
      </span>
    </>
  );
}
