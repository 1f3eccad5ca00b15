import { LinkButton } from '../../components/button.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';

interface Props {
  icon: IconName;
  title: string;
  text: string;
  href: string;
  go: string;
}

/** One of two ways, neither drawn as the better one. */
export function WayCard({ icon, title, text, href, go }: Props) {
  return (
    <section className="card way">
      <span className="tile">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      <LinkButton href={href} weight="quiet" wide>
        {go}
      </LinkButton>
    </section>
  );
}
