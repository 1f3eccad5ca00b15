import type { Minor } from '@passerelle/gateway/client';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Form } from '../../components/form.tsx';
import { saveFile } from '../../api/save-file.ts';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { useReading } from '../../texts/use-texts.ts';
import { Declaration } from './declaration.tsx';

interface Opposed {
  certificate: string;
  code: string;
}

/** C1, A3: refuses a child's space after a second confirmation; the certificate is there at once. */
export function OpposeChild({ minor, onClose }: { minor: Minor; onClose: () => void }) {
  const { family, form: words } = useReading().texts;
  const { call, answers } = usePortal();
  const [opposed, setOpposed] = useState<Opposed>();
  const form = useForm({
    name: 'oppose',
    initial: { certifies: false },
    check: ({ certifies }): Errors => (certifies ? {} : { certifies: family.certifyMissing }),
    save: async ({ certifies }) => {
      const params = { ref: minor.ref };
      setOpposed(
        await call('POST /api/family/minors/:ref/opposition', { params, body: { certifies, confirms: true } }),
      );
    },
  });
  const close = () => {
    onClose();
    if (opposed) void answers.refresh('family');
  };
  return (
    <Dialog title={family.opposeTitle(minor.firstName)} onClose={close} alert>
      {opposed ? (
        <Certificate opposed={opposed} name={minor.firstName} />
      ) : (
        <Form form={form}>
          <p>{family.opposeText}</p>
          <Declaration label={family.certifyOne} {...form.field('certifies')} />
          <div className="dialog-foot">
            <Button onPress={close}>{words.cancel}</Button>
            <Button type="submit" weight="danger" isPending={form.busy}>
              {family.oppose}
            </Button>
          </div>
        </Form>
      )}
    </Dialog>
  );
}

function Certificate({ opposed: { certificate, code }, name }: { opposed: Opposed; name: string }) {
  const { texts, language } = useReading();
  const { family } = texts;
  const { call } = usePortal();
  const form = useForm({
    name: 'certificate',
    initial: {},
    check: () => ({}),
    save: async () =>
      saveFile(await call('POST /api/certificates/pdf', { body: { certificate, language } }), family.certificateFile),
  });
  return (
    <Form form={form}>
      <p role="status">{family.opposed(name)}</p>
      <p>{family.certificateCode(code.match(/.{4}/g)?.join('-') ?? code)}</p>
      <div className="dialog-foot">
        <Button type="submit" weight="main" isPending={form.busy}>
          {family.certificate}
        </Button>
      </div>
    </Form>
  );
}
