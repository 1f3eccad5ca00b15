import type { IconName } from '../components/icon.tsx';
import type { Texts } from '../texts/language.ts';

export interface Way {
  href: string;
  icon: IconName;
  /** The name in full, and for the bar of a phone. */
  label: (texts: Texts) => string;
  short: (texts: Texts) => string;
  below?: readonly Pick<Way, 'href' | 'label'>[];
}

/** The ways around the portal: the five of a phone's bar; the rail shows what is below them too. */
export const ways: readonly Way[] = [
  { href: '/', icon: 'home', label: (t) => t.shell.home, short: (t) => t.shell.home },
  {
    href: '/profile',
    icon: 'heart',
    label: (t) => t.shell.health,
    short: (t) => t.shell.healthShort,
    below: [
      { href: '/profile', label: (t) => t.shell.profile },
      { href: '/vaccinations', label: (t) => t.shell.vaccinations },
      { href: '/measures', label: (t) => t.shell.measures },
    ],
  },
  { href: '/documents', icon: 'file', label: (t) => t.shell.documents, short: (t) => t.shell.documents },
  { href: '/messages', icon: 'mail', label: (t) => t.shell.messages, short: (t) => t.shell.messagesShort },
  { href: '/access', icon: 'shield', label: (t) => t.shell.access, short: (t) => t.shell.accessShort },
];

/** Whether `path` is the page `href` or one below it. */
export const isAt = (href: string, path: string): boolean =>
  path === href || (href !== '/' && path.startsWith(`${href}/`));
