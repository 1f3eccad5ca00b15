import type { KnownProfessional } from '@passerelle/gateway/client';
import { useSaidAct } from '../../components/use-act.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';

/** Authorises, blocks, or neither; says what is in force afterwards, or why nothing changed. */
export function useStatus() {
  const { call } = usePortal();
  const { access } = useTexts();
  const { busy, act } = useSaidAct('access');
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
