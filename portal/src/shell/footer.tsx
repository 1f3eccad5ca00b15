import { Link } from '../router/link.tsx';
import { useTexts } from '../texts/use-texts.ts';

/** The pages that concern the service itself (0.5). */
export function Footer() {
  const { footer } = useTexts();
  return (
    <footer className="footer">
      <nav aria-label={footer.label}>
        <ul>
          <li>
            <Link href="/help">{footer.help}</Link>
          </li>
          <li>
            <Link href="/accessibility">{footer.accessibility}</Link>
          </li>
          <li>
            <Link href="/legal">{footer.legal}</Link>
          </li>
          <li>
            <Link href="/privacy">{footer.privacy}</Link>
          </li>
          <li>
            <Link href="/site-map">{footer.siteMap}</Link>
          </li>
        </ul>
      </nav>
    </footer>
  );
}
