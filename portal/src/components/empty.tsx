import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** Nothing here yet: says so, why, and what one can do. */
export function Empty({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="tile">
        <Icon name={icon} />
      </span>
      {/* No heading: an empty list stands under headings of any level. */}
      <strong>{title}</strong>
      <p>{text}</p>
      {children}
    </div>
  );
}
