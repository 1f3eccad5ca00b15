import type { Settings as Kept } from '@passerelle/gateway/client';
import { useState, type ReactNode } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { Toggle } from '../../components/choices.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { SelectInput } from '../../components/inputs.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAct } from '../../components/use-act.ts';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import { useSpace } from '../../session/space.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ChildSettings } from './child-settings.tsx';
import { Identity } from './identity.tsx';
import { Part } from './part.tsx';

/** F5: the settings of the space that one is in. */
export function Settings() {
  const child = useSpace();
  return child ? <ChildSettings child={child} /> : <OwnSettings />;
}

/** F5: who one is, how one gets in, what one is told, and the way to the rest. */
function OwnSettings() {
  const { settings } = useTexts();
  const { call } = usePortal();
  const asked = useAnswer('settings', () => call('GET /api/settings'));
  return (
    <div className="stack-large">
      <PageHead title={settings.title} lead={settings.lead} />
      <Loaded asked={asked}>
        {(kept) => (
          <>
            <OwnIdentity kept={kept} />
            <Ways kept={kept} />
            <Contacts kept={kept} />
            <Sent kept={kept} />
            <More />
          </>
        )}
      </Loaded>
    </div>
  );
}

function OwnIdentity({ kept: { name, usedName, firstNames, birthDate, ins } }: { kept: Kept }) {
  const { settings } = useTexts();
  const names = [
    [settings.name, name],
    ...(usedName ? ([[settings.usedName, usedName]] as const) : []),
    [settings.firstNames, firstNames],
  ] as const;
  return <Identity names={names} birthDate={birthDate} ins={ins} />;
}

function Line({ term, value, href, children }: { term: string; value: string; href?: string; children?: ReactNode }) {
  const { settings } = useTexts();
  return (
    <li className="person">
      <div className="person-words">
        <strong>{term}</strong>
        <p className="soft">{value}</p>
      </div>
      <div className="person-tools">
        {href && (
          <LinkButton href={href} aria-label={settings.changeNamed(term)}>
            {settings.change}
          </LinkButton>
        )}
        {children}
      </div>
    </li>
  );
}

function Ways({ kept }: { kept: Kept }) {
  const { settings, security } = useTexts();
  return (
    <Part id="ways" title={settings.ways}>
      <ul className="people">
        <Line term={settings.identifier} value={kept.identifier} href="/settings/identifier" />
        <Line term={settings.password} value={settings.hidden} href="/settings/password" />
      </ul>
      <ul className="stack">
        <li>
          <Link href="/settings/sessions">{security.sessionsTitle}</Link>
        </li>
        <li>
          <Link href="/settings/passkeys">{security.passkeysTitle}</Link>
        </li>
      </ul>
    </Part>
  );
}

function Contacts({ kept }: { kept: Kept }) {
  const { settings } = useTexts();
  const { call, answers } = usePortal();
  const say = useToast();
  const [removing, setRemoving] = useState(false);
  const remove = async () => {
    await call('DELETE /api/settings/contacts/mobile');
    await answers.again('settings');
    say(settings.mobileRemoved);
  };
  return (
    <Part id="contacts" title={settings.contacts}>
      <ul className="people">
        <Line term={settings.email} value={kept.emailShown} href="/settings/email" />
        <Line
          term={settings.mobile}
          value={kept.mobileShown ?? settings.noMobile}
          {...(kept.mobileOffered ? { href: '/settings/mobile' } : {})}
        >
          {kept.mobileShown && (
            <Button aria-label={settings.removeMobile} onPress={() => setRemoving(true)}>
              {settings.remove}
            </Button>
          )}
        </Line>
      </ul>
      {removing && (
        <Confirm
          title={settings.removeMobile}
          text={settings.removeMobileText}
          yes={settings.remove}
          act={remove}
          onClose={() => setRemoving(false)}
        />
      )}
    </Part>
  );
}

function Sent({ kept }: { kept: Kept }) {
  const { settings } = useTexts();
  const { call } = usePortal();
  const { act, failure } = useAct('settings');
  return (
    <Part id="sent" title={settings.sent}>
      {failure && <FailureNotice failure={failure} />}
      {kept.notifications.map(({ kind, on }) => (
        <Toggle
          key={kind}
          label={settings.newMessage}
          hint={settings.always}
          isSelected={on}
          onChange={(wanted) =>
            void act(() => call('PUT /api/settings/notifications', { body: { kind, on: wanted } }), settings.saved)
          }
        />
      ))}
      <SelectInput
        id="language"
        label={settings.language}
        value={kept.language}
        options={[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(language) =>
          void act(
            () => call('PUT /api/settings/language', { body: { language: language === 'en' ? 'en' : 'fr' } }),
            settings.saved,
          )
        }
      />
    </Part>
  );
}

function More() {
  const { settings } = useTexts();
  return (
    <Part id="more" title={settings.more}>
      <ul className="stack">
        <li>
          <Link href="/settings/activity">{settings.activityTitle}</Link>
        </li>
        <li>
          <Link href="/settings/export">{settings.exportTitle}</Link>
        </li>
        <li>
          <Link href="/settings/close">{settings.closeTitle}</Link>
        </li>
      </ul>
    </Part>
  );
}
