import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Link } from '../router/link.tsx';
import { Icon, type IconName } from './icon.tsx';

export type Weight = 'main' | 'quiet' | 'bare' | 'danger' | 'bare grave';

interface Look {
  weight?: Weight;
  icon?: IconName | undefined;
  wide?: boolean;
  children?: ReactNode;
}

const classes = (weight: Weight, wide?: boolean) => `button ${weight}${wide ? ' button-wide' : ''}`;

export function Button({ weight = 'quiet', icon, wide, children, ...rest }: Look & Omit<AriaButtonProps, 'children'>) {
  return (
    <AriaButton {...rest} className={classes(weight, wide)}>
      {icon && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}

/** A button of which only the drawing is seen; `label` says what it does. */
export function IconButton({ icon, label, ...rest }: { icon: IconName; label: string } & AriaButtonProps) {
  return (
    <AriaButton {...rest} aria-label={label} className="button bare icon-only">
      <Icon name={icon} />
    </AriaButton>
  );
}

export function LinkButton({ weight = 'quiet', icon, wide, children, href }: Look & { href: string }) {
  return (
    <Link href={href} className={classes(weight, wide)}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}
