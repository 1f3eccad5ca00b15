import type { ActivityLine } from '@passerelle/gateway/client';
import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Empty } from '../../components/empty.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Pager } from '../../components/pager.tsx';
import { usePortal } from '../../portal.ts';
import type { Texts } from '../../texts/language.ts';
import { instantText } from '../../texts/formats.ts';
import { useReading, useTexts } from '../../texts/use-texts.ts';

const size = 20;

/** F5: what one did, and what was tried in one's name. */
export function Activity() {
  const { settings } = useTexts();
  const { call } = usePortal();
  const [page, setPage] = useState(1);
  const asked = useAnswer(`activity ${page}`, () => call('GET /api/settings/activity', { query: { page } }));
  return (
    <div className="stack-large">
      <PageHead
        title={settings.activityTitle}
        lead={settings.activityLead}
        back={{ href: '/settings', label: settings.back }}
      />
      <section className="card section" aria-labelledby="activity">
        <h2 id="activity" className="unseen">
          {settings.activityTitle}
        </h2>
        <Loaded asked={asked} lines={8}>
          {({ lines, total }) =>
            total === 0 ? (
              <Empty icon="clock" title={settings.activityNone} text={settings.activityNoneText} />
            ) : (
              <>
                <ol className="people">
                  {lines.map((line, index) => (
                    <One key={`${line.at} ${index}`} line={line} />
                  ))}
                </ol>
                <Pager page={page} pages={Math.ceil(total / size)} go={setPage} />
              </>
            )
          }
        </Loaded>
      </section>
    </div>
  );
}

function One({ line }: { line: ActivityLine }) {
  const { texts, language } = useReading();
  const { settings } = texts;
  const more = [
    instantText(line.at, language),
    ...(line.child ? [settings.inSpaceOf(line.child)] : []),
    ...(line.by === 'unknown' ? [settings.notYou] : []),
  ];
  return (
    <li className="person">
      <div className="person-words">
        <strong>{actText(line, texts)}</strong>
        <p className="soft small">{more.join(' · ')}</p>
      </div>
      {line.outcome !== 'success' && <span className="badge warn">{settings.refused}</span>}
    </li>
  );
}

/** An act by its reason, by its action, or else by the verb and the thing. */
function actText({ action, reason }: ActivityLine, { settings }: Texts): string {
  const known = settings.acts[reason] ?? settings.acts[action];
  if (known) return known;
  const [concept = '', verb = ''] = action.split('.');
  return `${settings.verbs[verb] ?? verb} : ${settings.concepts[concept] ?? concept}`;
}
