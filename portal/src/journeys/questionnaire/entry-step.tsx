import { useAnswer } from '../../api/use-answer.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { IconName } from '../../components/icon.tsx';
import type { Book, Listing } from '../../entries/book.ts';
import { EntrySection } from '../../entries/entry-section.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { useAllergies } from '../profile/use-allergies.tsx';
import { useDiseases } from '../profile/use-diseases.tsx';
import { useTreatments } from '../profile/use-treatments.tsx';
import type { Step } from './steps.ts';
import { useWalkOn } from './use-walk-on.ts';

/** D1, D2, D5: the section of the profile itself, with as many entries as there are, or “nothing to declare”. */
export function EntryStep({ step, at }: { step: Exclude<Step, 'height' | 'weight'>; at: number }) {
  const diseases = useDiseases();
  const treatments = useTreatments();
  const allergies = useAllergies();
  if (step === 'diseases') return <Section book={diseases} icon="heart" at={at} />;
  if (step === 'treatments') return <Section book={treatments} icon="pill" at={at} />;
  return <Section book={allergies} icon="leaf" at={at} />;
}

interface Props<E, V extends object> {
  book: Book<E, V>;
  icon: IconName;
  at: number;
}

function Section<E, V extends object>({ book, icon, at }: Props<E, V>) {
  const { questionnaire: words } = useTexts();
  const { walkOn, busy, failure } = useWalkOn(at);
  const asked = useAnswer<Listing<E>>(book.name, book.list);
  const listing = asked.state === 'ready' ? asked.value : undefined;
  const answered = listing && (listing.nothing || listing.entries.length + listing.foreign.length > 0);
  return (
    <>
      <EntrySection book={book} icon={icon} bare />
      {failure && <FailureNotice failure={failure} />}
      <div className="row">
        <Button weight={answered ? 'main' : 'quiet'} isPending={busy} onPress={() => void walkOn()}>
          {answered ? words.goOn : words.skip}
        </Button>
        <LinkButton href="/" weight="bare">
          {words.later}
        </LinkButton>
      </div>
    </>
  );
}
