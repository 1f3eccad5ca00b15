import type { Representative } from '@passerelle/gateway/client';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAct } from '../../components/use-act.ts';
import { usePortal } from '../../portal.ts';
import { goTo } from '../../router/location.ts';
import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';

interface Props {
  profile: string;
  representative: Representative;
}

/** C3: one representative: since when, by what right, and the end that one may put to it. */
export function RepresentativeCard({
  profile,
  representative: { id, name, since, by, you, removal, removable },
}: Props) {
  const { texts, language } = useReading();
  const { family } = texts;
  const { call, answers } = usePortal();
  const say = useToast();
  const here = `representatives/${profile}`;
  const { busy, failure, act } = useAct(here);
  const [asking, setAsking] = useState(false);
  const day = (instant: string) => dateText(instant.slice(0, 10), language);
  const end = async () => {
    await call('POST /api/family/:profile/representatives/:id/removal', { params: { profile, id } });
    await answers.refresh('family', ...(you ? [] : [here]));
    say(family.removed);
    if (you) goTo('/family');
  };
  const keep = (removalId: string) =>
    act(() => call('DELETE /api/family/:profile/removals/:id', { params: { profile, id: removalId } }), family.kept);
  return (
    <li className="card section">
      <div className="card-head">
        <div>
          <strong>
            {name} {you && <span className="soft small">({family.you})</span>}
          </strong>
          <p className="soft small">
            {by === 'register' ? family.byRegister : family.byInvitation} · {family.since(day(since))}
          </p>
        </div>
        {removal && <span className="badge warn">{family.removalOn(day(removal.takesEffect))}</span>}
      </div>
      {failure && <FailureNotice failure={failure} />}
      {removal && !you && (
        <div>
          <Button isPending={busy} onPress={() => void keep(removal.id)}>
            {family.keep}
          </Button>
        </div>
      )}
      {removable && (
        <div>
          <Button weight="bare grave" onPress={() => setAsking(true)}>
            {you ? family.leave : family.remove(name)}
          </Button>
        </div>
      )}
      {asking && (
        <Confirm
          title={you ? family.leave : family.removeTitle(name)}
          text={you ? family.leaveText : family.removeText}
          yes={you ? family.leave : family.removeYes}
          act={end}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
