import { useState, useSyncExternalStore } from 'react';
import { failureOf } from '../api/failure.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { PasswordInput } from '../components/password-input.tsx';
import { useForm, type Errors } from '../components/use-form.ts';
import { knowsPasskeys, NoPasskey } from '../passkeys/browser.ts';
import { usePasskey } from '../passkeys/use-passkey.ts';
import { usePortal } from '../portal.ts';
import { useTexts } from '../texts/use-texts.ts';

/** Stands by for the whole session: what was asked for goes on by itself once the proof is given, and nothing typed is lost. */
export function ProofDialog() {
  const { proof } = usePortal();
  return useSyncExternalStore(proof.subscribe, proof.isWanted) ? <Asking /> : null;
}

function Asking() {
  const { security } = useTexts();
  const { call, proof } = usePortal();
  const answer = usePasskey();
  const [noKey, setNoKey] = useState(false);
  const form = useForm({
    name: 'proof',
    initial: { password: '' },
    check: ({ password }): Errors => (password ? {} : { password: security.proofMissing }),
    save: async ({ password }) => {
      await call('POST /api/session/proof', { body: { password } });
      proof.settle(true);
    },
  });
  const byKey = async () => {
    setNoKey(false);
    try {
      await call('POST /api/session/proof', { body: await answer() });
      proof.settle(true);
    } catch (error) {
      if (error instanceof NoPasskey) setNoKey(true);
      else form.fail(failureOf(error));
    }
  };
  return (
    <Dialog title={security.proofTitle} onClose={() => proof.settle(false)}>
      <p>{security.proofText}</p>
      {noKey && <Notice tone="warn">{security.notAnswered}</Notice>}
      <Form form={form}>
        <PasswordInput label={security.proofPassword} autoComplete="current-password" {...form.field('password')} />
        <div className="dialog-foot">
          {knowsPasskeys() && (
            <Button icon="key" onPress={() => void byKey()}>
              {security.useKey}
            </Button>
          )}
          <Button type="submit" weight="main" isPending={form.busy}>
            {security.prove}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
