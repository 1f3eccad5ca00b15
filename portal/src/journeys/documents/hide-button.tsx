import type { DocumentLine } from '@passerelle/gateway/client';
import { Button } from '../../components/button.tsx';
import { useSaidAct } from '../../components/use-act.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';

/** Hides a document from professionals, or shows it (E4, F1). `whole`: the word stays beside the drawing on a phone. */
export function HideButton({ document, whole }: { document: DocumentLine; whole?: boolean }) {
  const { documents } = useTexts();
  const { call } = usePortal();
  const { id, version, name, date, category, hidden } = document;
  const { busy, act } = useSaidAct('documents', `document/${id}`);
  const turn = () => {
    const body = { name, date, category, hidden: !hidden };
    return act(
      () => call('PUT /api/documents/:id', { params: { id }, version, body }),
      hidden ? documents.visibleNow(name) : documents.hiddenNow(name),
    );
  };
  return (
    <Button
      weight="bare"
      icon={hidden ? 'eye' : 'hidden'}
      isPending={busy}
      aria-label={`${hidden ? documents.show : documents.hide} : ${name}`}
      onPress={() => void turn()}
    >
      <span className={whole ? undefined : 'wide-only'}>{hidden ? documents.show : documents.hide}</span>
    </Button>
  );
}
