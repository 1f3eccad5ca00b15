import type { Emergency } from '@passerelle/gateway/client';
import { useState } from 'react';
import { failureOf, type Failure } from '../../api/failure.ts';
import { Toggle } from '../../components/choices.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useToast } from '../../components/toast.tsx';
import { usePortal } from '../../portal.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';

/** F3: what holds when the person cannot be asked. A switch moves once the gateway has said yes. */
export function EmergencySwitches({ emergency }: { emergency: Emergency }) {
  const { access, form } = useSpaceTexts();
  const { call, answers } = usePortal();
  const say = useToast();
  const [wanted, want] = useState<Emergency>();
  const [failure, setFailure] = useState<Failure>();
  const shown = wanted ?? emergency;
  const put = async (key: keyof Emergency, on: boolean) => {
    const body = { ...shown, [key]: on };
    want(body);
    setFailure(undefined);
    try {
      await call('PUT /api/access/emergency', { body });
      await answers.ask('access', () => call('GET /api/access'));
      say(form.saved);
    } catch (error) {
      setFailure(failureOf(error));
    }
    want(undefined);
  };
  const toggle = (key: keyof Emergency, label: string, hint: string) => (
    <Toggle
      label={label}
      hint={hint}
      isSelected={shown[key]}
      isDisabled={Boolean(wanted)}
      onChange={(on) => void put(key, on)}
    />
  );
  return (
    <section className="card section">
      <div>
        <h2>{access.emergency}</h2>
        <p className="soft small">{access.emergencyText}</p>
      </div>
      {failure && <FailureNotice failure={failure} />}
      <div className="switches">
        {toggle('samu', access.samu, access.samuHint)}
        {toggle('others', access.others, access.othersHint)}
        {toggle('hidden', access.hidden, access.hiddenHint)}
      </div>
    </section>
  );
}
