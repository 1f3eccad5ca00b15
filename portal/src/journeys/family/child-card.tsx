import type { Minor } from '@passerelle/gateway/client';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Link } from '../../router/link.tsx';
import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { OpposeChild } from './oppose-child.tsx';

const tones: Record<Minor['state'], string> = { 'to-activate': 'warn', active: 'good', opposed: '', closed: '' };

/** C1: a child, the state of the space, and what can be done from here. */
export function ChildCard({ minor }: { minor: Minor }) {
  const { texts, language } = useReading();
  const { family, child: words } = texts;
  const [opposing, setOpposing] = useState(false);
  const { firstName, name, state, profile, birthDate, closed, representatives } = minor;
  const day = (instant: string): string => dateText(instant.slice(0, 10), language);
  return (
    <article className="card section">
      <div className="card-head">
        <div>
          <h3>
            {firstName} {name}
          </h3>
          <p className="soft small">{family.born(dateText(birthDate, language))}</p>
          {representatives > 0 && <p className="soft small">{family.represented(representatives)}</p>}
        </div>
        <span className={`badge ${tones[state]}`}>{family.states[state]}</span>
      </div>
      {closed && <p>{words.closedSince(day(closed.at), day(closed.keptUntil))}</p>}
      {profile && (
        <div className="row">
          <Link href="/" space={profile} className="button main">
            {family.enter(firstName)}
          </Link>
          <Link href={`/family/${profile}`} className="button quiet">
            {family.share(firstName)}
          </Link>
        </div>
      )}
      {state === 'to-activate' && representatives === 0 && (
        <div className="row">
          <Button onPress={() => setOpposing(true)}>{family.refuse(firstName)}</Button>
        </div>
      )}
      {opposing && <OpposeChild minor={minor} onClose={() => setOpposing(false)} />}
    </article>
  );
}
