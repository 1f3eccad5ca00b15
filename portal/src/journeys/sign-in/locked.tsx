import { LinkButton } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';

/** B2: what the owner of an account that waits can do without waiting. */
export function Locked() {
  const { doorWays, recovery } = useTexts();
  return (
    <Notice tone="warn">
      <strong>{doorWays.lockedTitle}</strong>
      <p>{doorWays.lockedText}</p>
      <div>
        <LinkButton href="/recover/password">{recovery.passwordTitle}</LinkButton>
      </div>
    </Notice>
  );
}
