import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from '../router/link.tsx';
import { useSpace } from '../session/space.ts';
import { Icon } from './icon.tsx';

interface Props {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  back?: { href: string; label: string };
}

/** The title of a page. It takes the focus after a walk inside the portal, so that screen readers say where one is. */
export function PageHead({ title, lead, actions, back }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const of = useSpace()?.firstName;
  useEffect(() => {
    document.title = [title, of, 'Passerelle'].filter(Boolean).join(' · ');
  }, [title, of]);
  useEffect(() => {
    const walked = (history.state as { moved?: true } | null)?.moved;
    if (walked && !heading.current?.closest('main')?.contains(document.activeElement)) heading.current?.focus();
  }, []);
  return (
    <div className="page-top">
      {back && (
        <Link href={back.href} className="back">
          <Icon name="back" />
          {back.label}
        </Link>
      )}
      <div className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p>{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
    </div>
  );
}
