import type { Profile, Settings as Kept } from '@passerelle/gateway/client';
import { useAnswer } from '../../api/use-answer.ts';
import { Toggle } from '../../components/choices.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useAct } from '../../components/use-act.ts';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Identity } from './identity.tsx';
import { Part } from './part.tsx';

interface Props {
  child: Profile;
}

/** C2, F5: what is set for a child's space. How one gets in, and where one is written to, are the representative's own. */
export function ChildSettings({ child }: Props) {
  const { child: words } = useTexts();
  const { firstName, profile } = child;
  return (
    <div className="stack-large">
      <PageHead title={words.settings(firstName)} lead={words.settingsLead} />
      <ChildIdentity child={child} />
      <Notices child={child} />
      <Part id="sharing" title={words.sharing}>
        <p>{words.sharingText}</p>
        <p>
          <Link href={`/family/${profile}`}>{words.representatives(firstName)}</Link>
        </p>
      </Part>
      <Part id="confidentiality" title={words.confidentiality}>
        <p>{words.confidentialityText}</p>
        <p>
          <Link href="/access">{words.access(firstName)}</Link>
        </p>
      </Part>
      <Part id="more" title={words.more}>
        <ul className="stack">
          <li>
            <Link href="/settings/export">{words.copy(firstName)}</Link>
          </li>
          <li>
            <Link href="/settings/close">{words.close(firstName)}</Link>
          </li>
        </ul>
      </Part>
      <Part id="mine" title={words.mine}>
        <p>{words.mineText}</p>
        <p>
          <Link href="/settings" space="">
            {words.mine}
          </Link>
        </p>
      </Part>
    </div>
  );
}

function ChildIdentity({ child: { profile, firstName, name, ins } }: Props) {
  const { child: words } = useTexts();
  const { call } = usePortal();
  const family = useAnswer('family', () => call('GET /api/family'));
  const minor = family.state === 'ready' ? family.value.minors.find((one) => one.profile === profile) : undefined;
  const names = [
    [words.name, name],
    [words.firstName, firstName],
  ] as const;
  return <Identity names={names} birthDate={minor?.birthDate} ins={ins} />;
}

/** The parent's own wish for this space. */
function Notices({ child: { firstName } }: Props) {
  const { child: words, settings } = useTexts();
  const { call } = usePortal();
  const { act, failure } = useAct('settings');
  const asked = useAnswer('settings', () => call('GET /api/settings'));
  const set = (kind: Kept['notifications'][number]['kind'], on: boolean) =>
    void act(() => call('PUT /api/settings/notifications', { body: { kind, on } }), settings.saved);
  return (
    <Part id="notices" title={words.notices}>
      {failure && <FailureNotice failure={failure} />}
      <Loaded asked={asked} lines={1}>
        {({ notifications }) =>
          notifications.map(({ kind, on }) => (
            <Toggle
              key={kind}
              label={words.newMessage(firstName)}
              hint={words.noticesText}
              isSelected={on}
              onChange={(wanted) => set(kind, wanted)}
            />
          ))
        }
      </Loaded>
    </Part>
  );
}
