import { useAnswer } from '../../api/use-answer.ts';
import { LinkButton } from '../../components/button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { usePortal } from '../../portal.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { LogLines } from './log-lines.tsx';

const SHOWN = 5;

/** The latest accesses of professionals, and the way to all of them. */
export function RecentAccess() {
  const { access } = useSpaceTexts();
  const { call } = usePortal();
  const asked = useAnswer('log?professionals', () =>
    call('GET /api/access/log', { query: { page: 1, only: 'professionals' } }),
  );
  return (
    <section className="card section">
      <h2>{access.log}</h2>
      <Loaded asked={asked} lines={2}>
        {({ lines }) =>
          lines.length === 0 ? <p className="soft">{access.logNone}</p> : <LogLines lines={lines.slice(0, SHOWN)} />
        }
      </Loaded>
      <div>
        <LinkButton href="/access/log">{access.logAll}</LinkButton>
      </div>
    </section>
  );
}
