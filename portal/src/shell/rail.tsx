import { Icon } from '../components/icon.tsx';
import { Logo } from '../components/logo.tsx';
import { Link } from '../router/link.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { isAt, ways, type Way } from './ways.ts';

interface Props {
  path: string;
  unread: number;
}

const here = (href: string, path: string) => (isAt(href, path) ? { 'aria-current': 'page' as const } : {});

/** The number of messages to read, in words for screen readers. */
function Count({ way, unread }: { way: Way; unread: number }) {
  const { shell } = useTexts();
  if (way.href !== '/messages' || unread === 0) return null;
  return (
    <span className="count">
      {unread}
      <span className="unseen"> {shell.unread(unread)}</span>
    </span>
  );
}

/** Beside the page on wide screens. */
export function Rail({ path, unread }: Props) {
  const texts = useTexts();
  return (
    <nav className="rail" aria-label={texts.shell.navigation}>
      <Logo />
      <ul>
        {ways.map((way) => (
          <li key={way.href}>
            <Link href={way.href} {...(way.below ? {} : here(way.href, path))}>
              <Icon name={way.icon} />
              {way.label(texts)}
              <Count way={way} unread={unread} />
            </Link>
            {way.below && (
              <ul>
                {way.below.map(({ href, label }) => (
                  <li key={href}>
                    <Link href={href} {...here(href, path)}>
                      {label(texts)}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Under the thumb on phones. */
export function Tabs({ path, unread }: Props) {
  const texts = useTexts();
  return (
    <nav className="tabs" aria-label={texts.shell.navigation}>
      <ul>
        {ways.map((way) => {
          const inside = [way, ...(way.below ?? [])].some(({ href }) => isAt(href, path));
          return (
            <li key={way.href}>
              <Link href={way.href} {...(inside ? { 'aria-current': 'page' as const } : {})}>
                <Icon name={way.icon} />
                {way.short(texts)}
                <Count way={way} unread={unread} />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The pages below "my health" on phones, where there is no rail. */
export function SubTabs({ path }: { path: string }) {
  const texts = useTexts();
  const way = ways.find(({ below }) => below?.some(({ href }) => isAt(href, path)));
  if (!way?.below) return null;
  return (
    <nav className="sub" aria-label={way.label(texts)}>
      {way.below.map(({ href, label }) => (
        <Link key={href} href={href} {...here(href, path)}>
          {label(texts)}
        </Link>
      ))}
    </nav>
  );
}
