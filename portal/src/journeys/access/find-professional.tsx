import type { KnownProfessional } from '@passerelle/gateway/client';
import { useDeferredValue, useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { TextInput } from '../../components/inputs.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { usePortal } from '../../portal.ts';
import { useReading, useTexts } from '../../texts/use-texts.ts';
import { professionText } from './professions.ts';
import { StatusButtons } from './status-buttons.tsx';

/** F2: a professional by name or number, to authorise or block. */
export function FindProfessional({ professionals }: { professionals: readonly KnownProfessional[] }) {
  const { access } = useTexts();
  const [typed, type] = useState('');
  const search = useDeferredValue(typed.trim());
  return (
    <section className="card section">
      <h2>{access.find}</h2>
      <TextInput
        id="find-professional"
        type="search"
        label={access.findLabel}
        hint={access.findHint}
        maxLength={60}
        value={typed}
        onChange={type}
      />
      {search.length >= 2 && <Found key={search} search={search} professionals={professionals} />}
    </section>
  );
}

function Found({ search, professionals }: { search: string; professionals: readonly KnownProfessional[] }) {
  const { texts, language } = useReading();
  const { access } = texts;
  const { call } = usePortal();
  const asked = useAnswer(`directory?${search}`, () => call('GET /api/access/professionals', { query: { search } }));
  return (
    <Loaded asked={asked} lines={1}>
      {(answer) =>
        answer.professionals.length === 0 ? (
          <p role="status">{access.findNone}</p>
        ) : (
          <ul className="people">
            {answer.professionals.map(({ rpps, name, profession }) => {
              const known = professionals.find((professional) => professional.rpps === rpps);
              return (
                <li key={rpps} className="person">
                  <div className="person-words">
                    <strong>{name}</strong>
                    <p className="soft small">
                      {profession && `${professionText(profession, language)} · `}
                      {access.rpps} <span className="number">{rpps}</span>
                    </p>
                  </div>
                  {known ? (
                    <span className={known.status === 'blocked' ? 'badge bad' : 'badge good'}>
                      {known.status === 'blocked' ? access.blockedBadge : access.authorisedBadge}
                    </span>
                  ) : (
                    <div className="person-tools">
                      <StatusButtons rpps={rpps} name={name} />
                    </div>
                  )}
                </li>
              );
            })}
          </ul>
        )
      }
    </Loaded>
  );
}
