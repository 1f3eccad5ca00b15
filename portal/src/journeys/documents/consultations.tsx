import { useAnswer } from '../../api/use-answer.ts';
import { Loaded } from '../../components/loaded.tsx';
import { usePortal } from '../../portal.ts';
import { instantText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { verbText } from '../access/log-lines.tsx';
import { professionText } from '../access/professions.ts';

/** E7: who consulted a document, and when. */
export function Consultations({ id }: { id: string }) {
  const { texts, language } = useReading();
  const { documents } = texts;
  const { call } = usePortal();
  const asked = useAnswer(`document/${id}/consultations`, () =>
    call('GET /api/documents/:id/consultations', { params: { id } }),
  );
  return (
    <section className="card section">
      <h2>{documents.consultations}</h2>
      <Loaded asked={asked} lines={1}>
        {({ consultations }) =>
          consultations.length === 0 ? (
            <p className="soft">{documents.noConsultation}</p>
          ) : (
            <ul className="stack">
              {consultations.map((line, row) => (
                <li key={`${line.at}-${row}`}>
                  <strong>{line.who}</strong>{' '}
                  {line.profession && <span className="soft">{professionText(line.profession, language)}</span>}{' '}
                  {line.emergency && <span className="badge bad">{documents.emergency}</span>}
                  <p className="soft small">
                    {verbText(line.action, texts)} · <time dateTime={line.at}>{instantText(line.at, language)}</time>
                    {line.reason && <> · {documents.reason(line.reason)}</>}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
