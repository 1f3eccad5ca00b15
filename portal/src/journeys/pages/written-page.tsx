import { PageHead } from '../../components/page-head.tsx';
import { Link } from '../../router/link.tsx';
import { useUrl } from '../../router/location.ts';
import { ways } from '../../shell/ways.ts';
import { pages as en } from '../../texts/en/pages.ts';
import { pages as fr, type WrittenName, type WrittenPart } from '../../texts/fr/pages.ts';
import { useReading } from '../../texts/use-texts.ts';

const texts = { fr, en };

/** A page that is only read: help, statement, notices, map. Its name is its address. */
export function WrittenPage() {
  const { language } = useReading();
  const name = useUrl().pathname.replaceAll('/', '') as WrittenName;
  const page = texts[language][name];
  return (
    <>
      <PageHead title={page.title} lead={page.lead} />
      <div className="prose">
        {page.parts.map((part) => (
          <Part key={part.heading} part={part} />
        ))}
        {name === 'site-map' && <SiteMap />}
      </div>
    </>
  );
}

function Part({ part }: { part: WrittenPart }) {
  return (
    <>
      <h2>{part.heading}</h2>
      {part.paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {part.list && (
        <ul>
          {part.list.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function SiteMap() {
  const { texts: words } = useReading();
  const { footer, signIn, opening, access, documents, pro, recovery, security, settings } = words;
  const listed = [
    ['/sign-in', signIn.title],
    ['/open', opening.startTitle],
    ['/certificate', opening.havePaper],
    ...ways.flatMap(({ href, label, below }) =>
      (below ?? [{ href, label }]).map((way) => [way.href, way.label(words)] as const),
    ),
    ['/documents/add', documents.addTitle],
    ['/access/log', access.log],
    ['/settings', settings.title],
    ['/settings/activity', settings.activityTitle],
    ['/settings/export', settings.exportTitle],
    ['/settings/close', settings.closeTitle],
    ['/settings/sessions', security.sessionsTitle],
    ['/settings/passkeys', security.passkeysTitle],
    ['/recover', recovery.title],
    ['/pro', pro.title],
    ['/help', footer.help],
    ['/accessibility', footer.accessibility],
    ['/legal', footer.legal],
    ['/privacy', footer.privacy],
  ] as const;
  return (
    <nav aria-label={footer.siteMap}>
      <ul className="site-map">
        {listed.map(([href, label]) => (
          <li key={href}>
            {/* The settings named here are one's own, whatever space the page is in. */}
            <Link href={href} {...(href.startsWith('/settings') ? { space: '' } : {})}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
