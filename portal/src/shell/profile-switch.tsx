import type { Profile } from '@passerelle/gateway/client';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Icon } from '../components/icon.tsx';
import { Link } from '../router/link.tsx';
import { useTexts } from '../texts/use-texts.ts';

interface Props {
  profiles: readonly Profile[];
  /** The space that the page is in; nothing: one that is shut. */
  here: Profile | undefined;
}

/** C2: whose space one is in, on every page, and the way to another. Who has one space only is not asked. */
export function ProfileSwitch({ profiles, here }: Props) {
  const { family } = useTexts();
  const [open, setOpen] = useState(false);
  if (profiles.length < 2) return null;
  const close = () => setOpen(false);
  return (
    <div className={here?.own === false ? 'space child' : 'space'}>
      <p>
        <Icon name="person" />
        {!here ? family.shutTitle : here.own ? family.inOwnSpace : family.inSpaceOf(here.firstName)}
      </p>
      <Button onPress={() => setOpen(true)}>{family.switch}</Button>
      {open && (
        <Dialog title={family.switchTitle} onClose={close}>
          <nav aria-label={family.spaces}>
            <ul className="spaces">
              {profiles.map((profile) => (
                <li key={profile.profile}>
                  <Link
                    href="/"
                    space={profile.own ? '' : profile.profile}
                    onClick={close}
                    {...(profile.profile === here?.profile ? { 'aria-current': 'true' as const } : {})}
                  >
                    <Icon name="person" />
                    {profile.firstName} {profile.name}
                    {profile.own && <span className="soft small">{family.you}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="dialog-foot">
            <Link href="/family" className="button quiet" onClick={close}>
              {family.title}
            </Link>
          </div>
        </Dialog>
      )}
    </div>
  );
}
