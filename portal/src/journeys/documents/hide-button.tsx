import type { DocumentLine } from '@passerelle/gateway/client';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { useToast } from '../../components/toast.tsx';
import { usePortal } from '../../portal.ts';
import { useReading } from '../../texts/use-texts.ts';

/** Hides a document from professionals, or shows it (E4, F1). `whole`: the word stays beside the drawing on a phone. */
export function HideButton({ document, whole }: { document: DocumentLine; whole?: boolean }) {
  const { texts, language } = useReading();
  const { documents, failures } = texts;
  const { call, answers } = usePortal();
  const say = useToast();
  const [busy, setBusy] = useState(false);
  const { id, version, name, date, category, hidden } = document;
  const turn = async () => {
    setBusy(true);
    try {
      const body = { name, date, category, hidden: !hidden };
      await call('PUT /api/documents/:id', { params: { id }, version, body });
      say(hidden ? documents.visibleNow(name) : documents.hiddenNow(name));
    } catch (error) {
      const failure = failureOf(error);
      say(failure.kind === 'refused' ? failure.error.texts[language] : failures.unreachable);
    }
    answers.refresh('documents', `document/${id}`);
    setBusy(false);
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
