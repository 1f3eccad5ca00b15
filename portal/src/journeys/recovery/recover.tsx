import { useEffect, useState } from 'react';
import { Icon, type IconName } from '../../components/icon.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Link } from '../../router/link.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { NewPassword } from './new-password.tsx';

const ticketShape = /^#([0-9a-f-]{36}\.[\w-]{43})$/;

/** B3, B4: what has been forgotten; or, from the link of a mail, the new password. The secret leaves the address at once. */
export function Recover() {
  const [ticket] = useState(() => ticketShape.exec(location.hash)?.[1]);
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname);
  }, []);
  return ticket ? <NewPassword ticket={ticket} /> : <Choice />;
}

function Choice() {
  const { recovery } = useTexts();
  return (
    <div className="stack-large narrow">
      <PageHead title={recovery.title} lead={recovery.lead} back={{ href: '/sign-in', label: recovery.back }} />
      <ul className="people">
        <Way href="/recover/identifier" icon="person" title={recovery.identifier} text={recovery.identifierText} />
        <Way href="/recover/password" icon="key" title={recovery.password} text={recovery.passwordText} />
      </ul>
      <p>{recovery.both}</p>
      <p className="soft">{recovery.help}</p>
    </div>
  );
}

function Way({ href, icon, title, text }: { href: string; icon: IconName; title: string; text: string }) {
  return (
    <li className="person">
      <span className="tile">
        <Icon name={icon} />
      </span>
      <div className="person-words">
        <Link href={href}>
          <strong>{title}</strong>
        </Link>
        <p className="soft small">{text}</p>
      </div>
    </li>
  );
}
