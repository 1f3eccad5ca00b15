import type { ExportLine } from '@passerelle/gateway/client';
import { useEffect, useState } from 'react';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useToast } from '../../components/toast.tsx';
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
  const say = useToast();
  const [failure, setFailure] = useState<Failure>();
  const asked = useAnswer(name(profile), () => call('GET /api/exports'));
  const begin = async () => {
    setFailure(undefined);
    await call('POST /api/exports').then(
      () => say(settings.exportAsked),
      (error: unknown) => setFailure(failureOf(error)),
    );
    answers.again(name(profile));
  };
  return (
    <div className="stack-large">
      <PageHead
        title={title}
        lead={child ? words.copyLead : settings.exportLead}
        back={{ href: '/settings', label: settings.back }}
        actions={
          <Button weight="main" icon="download" onPress={() => void begin()}>
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
          {({ exports }) => <Copies copies={exports} again={() => answers.again(name(profile))} />}
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
      <Tools copy={copy} again={again} />
    </li>
  );
}

function Tools({ copy, again }: { copy: ExportLine; again: () => void }) {
  const { settings } = useTexts();
  const { call } = usePortal();
  const say = useToast();
  const [failure, setFailure] = useState<Failure>();
  const { id } = copy;
  const act = (work: () => Promise<unknown>) => void work().catch((error: unknown) => setFailure(failureOf(error)));
  const fetchIt = async () => {
    // Asks for the proof here, where it can be given; the file itself goes from the network to the disk.
    await call('GET /api/exports/:id', { params: { id }, query: { toFetch: true } });
    Object.assign(document.createElement('a'), { href: `/api/exports/${id}/file`, download: '' }).click();
  };
  const remove = async () => {
    await call('DELETE /api/exports/:id', { params: { id } });
    say(settings.exportRemoved);
    again();
  };
  return (
    <div className="person-tools">
      {failure && <FailureNotice failure={failure} />}
      {copy.state === 'ready' && (
        <Button icon="download" onPress={() => act(fetchIt)}>
          {settings.download}
        </Button>
      )}
      {!isUnderWay(copy) && <Button onPress={() => act(remove)}>{settings.remove}</Button>}
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
