import { useTexts } from '../../texts/use-texts.ts';

/** Whether a disease or a treatment goes on; nothing when that is not known. */
export function StateBadge({ ongoing }: { ongoing: boolean | undefined }) {
  const { profile } = useTexts();
  if (ongoing === undefined) return null;
  return <span className={ongoing ? 'badge brand' : 'badge'}>{ongoing ? profile.ongoing : profile.ended}</span>;
}
