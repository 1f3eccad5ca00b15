import { useAnswer } from '../../api/use-answer.ts';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { usePortal } from '../../portal.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { EmergencySwitches } from './emergency-switches.tsx';
import { FindProfessional } from './find-professional.tsx';
import { KnownProfessionals } from './known-professionals.tsx';
import { RecentAccess } from './recent-access.tsx';

/** F2, F3: who may read, who is blocked, what holds in an emergency, and who read. */
export function Access() {
  const { access } = useSpaceTexts();
  const { call } = usePortal();
  const asked = useAnswer('access', () => call('GET /api/access'));
  return (
    <>
      <PageHead title={access.title} lead={access.lead} />
      <Loaded asked={asked} lines={5}>
        {({ professionals, emergency }) => (
          <div className="access-page">
            <div className="stack-large">
              <KnownProfessionals status="authorised" professionals={professionals} />
              <FindProfessional professionals={professionals} />
              <KnownProfessionals status="blocked" professionals={professionals} />
            </div>
            <div className="stack-large">
              <EmergencySwitches emergency={emergency} />
              <RecentAccess />
            </div>
          </div>
        )}
      </Loaded>
    </>
  );
}
