import type { Answer, ApiRoutes } from '@passerelle/gateway/client';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { instantText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';

type Checked = Answer<ApiRoutes, 'POST /api/certificates/check'>;

const bare = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 16);
const grouped = (typed: string): string =>
  bare(typed)
    .match(/.{1,4}/g)
    ?.join('-') ?? '';

/** A3: whether a certificate is genuine. A QR code brings its code behind the `#`, which goes to no server. */
export function CheckCertificate() {
  const { texts } = useReading();
  const { certificate } = texts;
  const { call } = usePortal();
  const [checked, setChecked] = useState<Checked>();
  const form = useForm({
    name: 'certificate',
    initial: { code: grouped(location.hash) },
    check: ({ code }): Errors => (bare(code).length === 16 ? {} : { code: certificate.codeWrong }),
    save: async ({ code }) => {
      setChecked(undefined);
      setChecked(await call('POST /api/certificates/check', { body: { code: bare(code) } }));
    },
  });
  const code = form.field('code');
  return (
    <div className="stack-large narrow">
      <PageHead title={certificate.title} lead={certificate.lead} />
      <Form form={form}>
        <TextInput
          label={certificate.code}
          hint={certificate.codeHint}
          className="number"
          autoCapitalize="characters"
          spellCheck={false}
          {...code}
          onChange={(typed) => {
            setChecked(undefined);
            code.onChange(grouped(typed));
          }}
        />
        <Button type="submit" weight="main" isPending={form.busy}>
          {certificate.check}
        </Button>
      </Form>
      <div role="status">{checked && <Result checked={checked} />}</div>
    </div>
  );
}

function Result({ checked: { kind, at, nameShown, insShown, inForce } }: { checked: Checked }) {
  const { texts, language } = useReading();
  const { certificate } = texts;
  const stands = kind === 'opposition' ? certificate.opposed : certificate.closed;
  const facts = [
    [certificate.name, nameShown],
    [certificate.ins, insShown],
    [certificate.at, instantText(at, language)],
    [certificate.inForce, inForce ? stands : certificate.over],
  ];
  return (
    <Notice tone={inForce ? 'good' : 'warn'}>
      <h2>{certificate[kind]}</h2>
      <dl className="facts pairs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Notice>
  );
}
