import { useTexts } from '../texts/use-texts.ts';
import { Button } from './button.tsx';

/** From page to page; nothing when there is one only. */
export function Pager({ page, pages, go }: { page: number; pages: number; go: (page: number) => void }) {
  const { form } = useTexts();
  if (pages < 2) return null;
  return (
    <nav className="pager" aria-label={form.pages}>
      <Button icon="back" isDisabled={page <= 1} onPress={() => go(page - 1)}>
        {form.previous}
      </Button>
      <span className="number">{form.pageOf(page, pages)}</span>
      <Button icon="forward" isDisabled={page >= pages} onPress={() => go(page + 1)}>
        {form.next}
      </Button>
    </nav>
  );
}
