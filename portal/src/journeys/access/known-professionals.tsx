import type { KnownProfessional } from '@passerelle/gateway/client';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { dateText } from '../../texts/formats.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { useReading } from '../../texts/use-texts.ts';
import { professionText } from './professions.ts';
import { StatusButtons } from './status-buttons.tsx';
import { useStatus } from './use-status.ts';

type Status = KnownProfessional['status'];

/** The professionals who are authorised, or those who are blocked. */
export function KnownProfessionals({
  status,
  professionals,
}: {
  status: Status;
  professionals: readonly KnownProfessional[];
}) {
  const { access } = useSpaceTexts();
  const words = {
    authorised: { title: access.authorised, text: access.authorisedText, none: access.authorisedNone },
    blocked: { title: access.blocked, text: access.blockedText, none: access.blockedNone },
  }[status];
  const listed = professionals.filter((professional) => professional.status === status);
  return (
    <section className="card section">
      <div>
        <h2>{words.title}</h2>
        <p className="soft small">{words.text}</p>
      </div>
      {listed.length === 0 ? (
        <p className="soft">{words.none}</p>
      ) : (
        <ul className="people">
          {listed.map((professional) => (
            <Professional key={professional.rpps} professional={professional} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Professional({ professional }: { professional: KnownProfessional }) {
  const { texts, language } = useReading();
  const { access } = texts;
  const { busy, forget } = useStatus();
  const { rpps, name, profession, status, since } = professional;
  const action = status === 'authorised' ? access.withdraw : access.unblock;
  return (
    <li className="person">
      <span className={status === 'blocked' ? 'tile clay' : 'tile'}>
        <Icon name={status === 'blocked' ? 'close' : 'doctor'} />
      </span>
      <div className="person-words">
        <strong>{name}</strong>
        <p className="soft small">
          {profession && `${professionText(profession, language)} · `}
          {access.since(dateText(since, language))}
        </p>
      </div>
      <div className="person-tools">
        <Button isPending={busy} aria-label={access.named(action, name)} onPress={() => void forget(rpps, name)}>
          {action}
        </Button>
        {status === 'authorised' && <StatusButtons rpps={rpps} name={name} only="blocked" />}
      </div>
    </li>
  );
}
