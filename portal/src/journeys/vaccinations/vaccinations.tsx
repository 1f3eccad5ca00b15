import { PageHead } from '../../components/page-head.tsx';
import { EntrySection } from '../../entries/entry-section.tsx';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { useVaccinations } from './use-vaccinations.tsx';

/** D6: the vaccination record. */
export function Vaccinations() {
  const { vaccinations } = useSpaceTexts();
  const book = useVaccinations();
  return (
    <>
      <PageHead title={vaccinations.title} lead={vaccinations.lead} />
      <EntrySection book={book} icon="syringe" bare />
    </>
  );
}
