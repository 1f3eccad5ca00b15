import { Button } from '../components/button.tsx';
import { Empty } from '../components/empty.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import type { IconName } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { useAct } from '../components/use-act.ts';
import { useTexts } from '../texts/use-texts.ts';
import type { Book } from './book.ts';

interface Props<E, V extends object> {
  book: Book<E, V>;
  icon: IconName;
  nothing: boolean;
}

/** A section without entries: not filled in yet, or said to have nothing to declare. */
export function NoEntries<E, V extends object>({ book, icon, nothing }: Props<E, V>) {
  const { profile } = useTexts();
  const { busy, failure, act } = useAct(book.name);
  const say = (value: boolean) => act(async () => book.sayNothing?.(value));
  return (
    <>
      {failure && <FailureNotice failure={failure} />}
      {nothing ? (
        <Notice tone="good">
          <p>{profile.nothingSaid}</p>
          <div>
            <Button weight="bare" isPending={busy} onPress={() => void say(false)}>
              {profile.nothingBack}
            </Button>
          </div>
        </Notice>
      ) : (
        <Empty icon={icon} title={book.words.empty} text={book.words.emptyText}>
          {book.sayNothing && (
            <Button isPending={busy} onPress={() => void say(true)}>
              {profile.nothing}
            </Button>
          )}
        </Empty>
      )}
    </>
  );
}
