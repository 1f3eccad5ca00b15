import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

type Tone = 'calm' | 'good' | 'warn' | 'bad';

const icons: Record<Tone, IconName> = { calm: 'info', good: 'check', warn: 'alert', bad: 'alert' };

/** Something to know, in its place in the page. */
export function Notice({ tone = 'calm', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} {...(tone === 'bad' ? { role: 'alert' } : {})}>
      <Icon name={icons[tone]} />
      <div>{children}</div>
    </div>
  );
}
