import type { Passkey } from '@passerelle/gateway/client';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { Notice } from '../../components/notice.tsx';
import { useToast } from '../../components/toast.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { makePasskey, NoPasskey } from '../../passkeys/browser.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';

/** Names a passkey that is there, or has the device make a new one under a name. */
export function PasskeyDialog({ passkey, onClose }: { passkey?: Passkey; onClose: () => void }) {
  const { security, form: words } = useTexts();
  const { call, answers } = usePortal();
  const say = useToast();
  const [notMade, setNotMade] = useState(false);
  const done = async (said: string) => {
    await answers.again('passkeys');
    say(said);
    onClose();
  };
  const make = async (name: string) => {
    const { challenge, options } = await call('POST /api/passkeys/options');
    const response = await makePasskey(options);
    await call('POST /api/passkeys', { body: { challenge, name, response } });
    await done(security.added);
  };
  const form = useForm({
    name: 'passkey',
    initial: { name: passkey?.name ?? '' },
    check: ({ name }): Errors => (name.trim() && name.length <= 50 ? {} : { name: security.nameMissing }),
    save: async ({ name }) => {
      setNotMade(false);
      if (passkey) {
        await call('PUT /api/passkeys/:id', { params: { id: passkey.id }, body: { name } });
        return done(security.renamed);
      }
      await make(name).catch((error: unknown) => {
        if (!(error instanceof NoPasskey)) throw error;
        setNotMade(true);
      });
    },
  });
  return (
    <Dialog title={passkey ? security.rename : security.add} onClose={onClose}>
      {notMade && (
        <div role="alert">
          <Notice tone="warn">{security.notMade}</Notice>
        </div>
      )}
      <Form form={form}>
        <TextInput label={security.name} hint={security.nameHint} maxLength={50} {...form.field('name')} />
        <div className="dialog-foot">
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button type="submit" weight="main" isPending={form.busy}>
            {passkey ? security.save : security.add}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
