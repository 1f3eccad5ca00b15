import type { Representative } from '@passerelle/gateway/client';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useSaidAct } from '../../components/use-act.ts';
import { usePortal } from '../../portal.ts';
import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { Invite } from './invite.tsx';
import { RepresentativeCard } from './representative-card.tsx';

/** C3: who represents a child, and the way to share that with a second person. */
export function Representatives({ params: { profile = '' } }: { params: Record<string, string> }) {
  const { family } = useReading().texts;
  const { call } = usePortal();
  const asked = useAnswer(`representatives/${profile}`, () =>
    call('GET /api/family/:profile/representatives', { params: { profile } }),
  );
  const firstName = asked.state === 'ready' ? asked.value.firstName : '';
  return (
    <div className="stack-large narrow">
      <PageHead
        title={family.representatives(firstName || '…')}
        lead={family.representativesLead}
        back={{ href: '/family', label: family.title }}
      />
      <Loaded asked={asked}>
        {({ representatives, invitation }) => (
          <>
            <ul className="stack">
              {representatives.map((one) => (
                <RepresentativeCard key={one.id} profile={profile} representative={one} />
              ))}
            </ul>
            <Sharing profile={profile} representatives={representatives} invitation={invitation} />
            <Notice>{family.judgment}</Notice>
            <Notice>{family.protected}</Notice>
          </>
        )}
      </Loaded>
    </div>
  );
}

interface SharingProps {
  profile: string;
  representatives: readonly Representative[];
  invitation: { id: string; expiresAt: string } | undefined;
}

function Sharing({ profile, representatives, invitation }: SharingProps) {
  const { family } = useReading().texts;
  if (invitation) return <Waiting profile={profile} invitation={invitation} />;
  return representatives.length > 1 ? <p>{family.full}</p> : <Invite profile={profile} />;
}

function Waiting({ profile, invitation }: { profile: string; invitation: { id: string; expiresAt: string } }) {
  const { texts, language } = useReading();
  const { family } = texts;
  const { call } = usePortal();
  const { busy, act } = useSaidAct(`representatives/${profile}`);
  const params = { profile, id: invitation.id };
  const withdraw = () => act(() => call('DELETE /api/family/:profile/invitations/:id', { params }), family.withdrawn);
  return (
    <section className="card section">
      <p role="status">{family.waiting(dateText(invitation.expiresAt.slice(0, 10), language))}</p>
      <p className="soft">{family.sent}</p>
      <div>
        <Button isPending={busy} onPress={() => void withdraw()}>
          {family.withdraw}
        </Button>
      </div>
    </section>
  );
}
