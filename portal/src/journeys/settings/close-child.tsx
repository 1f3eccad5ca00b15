import type { Profile } from '@passerelle/gateway/client';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import { goTo } from '../../router/location.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Part } from './part.tsx';

/** C2, F5: closing a child's space: what it means, and the child's first name typed. */
export function CloseChild({ child: { profile, firstName } }: { child: Profile }) {
  const { settings, child: words } = useTexts();
  const { call, handed } = usePortal();
  const form = useForm({
    name: 'closing',
    initial: { firstName: '' },
    check: (values): Errors => (values.firstName.trim() ? {} : { firstName: words.closeMissing }),
    save: async (body) => {
      const closed = await call('POST /api/family/:profile/closing', { params: { profile }, body });
      handed.set('closed', { ...closed, firstName });
      goTo('/closed', { replace: true });
    },
  });
  return (
    <div className="stack-large narrow">
      <PageHead
        title={words.close(firstName)}
        lead={words.closeLead}
        back={{ href: '/settings', label: settings.back }}
      />
      <Part id="closing-what" title={settings.closeWhat}>
        <ul className="stack">
          {words.closeFacts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        <p>
          <Link href="/settings/export">{words.closeCopy}</Link>
        </p>
      </Part>
      <Form form={form}>
        <TextInput label={words.closeName} autoComplete="off" {...form.field('firstName')} />
        <Button type="submit" weight="danger" isPending={form.busy}>
          {words.close(firstName)}
        </Button>
      </Form>
    </div>
  );
}
