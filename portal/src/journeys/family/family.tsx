import { useAnswer } from '../../api/use-answer.ts';
import { Empty } from '../../components/empty.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Activation } from './activation.tsx';
import { ChildCard } from './child-card.tsx';
import { InvitationCard } from './invitation-card.tsx';

/** C1 to C3: one's children with their state, those to activate, and invitations that wait. */
export function Family() {
  const { family } = useTexts();
  const { call } = usePortal();
  const asked = useAnswer('family', () => call('GET /api/family'));
  return (
    <div className="stack-large narrow">
      <PageHead title={family.title} lead={family.lead} />
      <Loaded asked={asked}>
        {({ minors, invitations }) => (
          <>
            {invitations.length > 0 && (
              <section className="section">
                <h2>{family.invitations}</h2>
                {invitations.map((invitation) => (
                  <InvitationCard key={invitation.id} invitation={invitation} />
                ))}
              </section>
            )}
            {minors.length === 0 ? (
              <Empty icon="person" title={family.none} text={family.noneText} />
            ) : (
              <section className="section">
                <h2>{family.children}</h2>
                {minors.map((minor) => (
                  <ChildCard key={minor.ref} minor={minor} />
                ))}
              </section>
            )}
            <Activation minors={minors.filter(({ state }) => state !== 'active')} />
          </>
        )}
      </Loaded>
    </div>
  );
}
