import { PageHead } from '../../components/page-head.tsx';
import { EntrySection } from '../../entries/entry-section.tsx';
import { useSpace } from '../../session/space.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { useAllergies } from './use-allergies.tsx';
import { useDiseases } from './use-diseases.tsx';
import { useTreatments } from './use-treatments.tsx';

/** D: the sections of the medical profile. */
export function Profile() {
  const { profile, child: words } = useTexts();
  const child = useSpace();
  const diseases = useDiseases();
  const treatments = useTreatments();
  const allergies = useAllergies();
  return (
    <>
      <PageHead title={profile.title} lead={child ? words.profileLead : profile.lead} />
      <EntrySection book={diseases} icon="heart" />
      <EntrySection book={treatments} icon="pill" />
      <EntrySection book={allergies} icon="leaf" />
    </>
  );
}
