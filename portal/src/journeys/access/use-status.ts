import type { KnownProfessional } from '@passerelle/gateway/client';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { useToast } from '../../components/toast.tsx';
import { usePortal } from '../../portal.ts';
import { useReading } from '../../texts/use-texts.ts';

/** Authorises, blocks, or neither; says what is in force afterwards, or why nothing changed. */
export function useStatus() {
  const { call, answers } = usePortal();
  const { texts, language } = useReading();
  const { access, failures } = texts;
  const say = useToast();
  const [busy, setBusy] = useState(false);
  const act = async (write: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await write();
      say(done);
    } catch (error) {
      const failure = failureOf(error);
      say(failure.kind === 'refused' ? failure.error.texts[language] : failures.unreachable);
    }
    answers.refresh('access');
    setBusy(false);
  };
  return {
    busy,
    put: (rpps: string, name: string, status: KnownProfessional['status']) =>
      act(
        () => call('PUT /api/access/professionals/:rpps', { params: { rpps }, body: { status } }),
        status === 'authorised' ? access.isAuthorised(name) : access.isBlocked(name),
      ),
    forget: (rpps: string, name: string) =>
      act(() => call('DELETE /api/access/professionals/:rpps', { params: { rpps } }), access.isNeither(name)),
  };
}
