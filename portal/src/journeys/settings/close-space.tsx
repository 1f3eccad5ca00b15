import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import { goTo } from '../../router/location.ts';
import { useSpace } from '../../session/space.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { CloseChild } from './close-child.tsx';

/** F5: closing the space that one is in. */
export function CloseSpace() {
  const child = useSpace();
  return child ? <CloseChild child={child} /> : <CloseOwn />;
}

/** Closing one's own: what it means, and the identifier typed again. */
function CloseOwn() {
  const { settings } = useTexts();
  return (
    <div className="stack-large narrow">
      <PageHead
        title={settings.closeTitle}
        lead={settings.closeLead}
        back={{ href: '/settings', label: settings.back }}
      />
      <Closing />
    </div>
  );
}

function Closing() {
  const { settings } = useTexts();
  const { call, drafts, session } = usePortal();
  const family = useAnswer('family', () => call('GET /api/family'));
  const children = family.state === 'ready' ? family.value.profiles.filter(({ own }) => !own) : [];
  const form = useForm({
    name: 'closing',
    initial: { identifier: '' },
    check: ({ identifier }): Errors => (identifier.trim() ? {} : { identifier: settings.closeMissing }),
    save: async (body) => {
      const closed = await call('POST /api/space/closing', { body });
      goTo('/closed', { replace: true });
      session.signedOut();
      // Signing out empties the drafts: what the next page shows once is put there after it.
      drafts.set('closed', closed);
    },
  });
  return (
    <>
      <section className="card section" aria-labelledby="closing-what">
        <h2 id="closing-what">{settings.closeWhat}</h2>
        <ul className="stack">
          {settings.closeFacts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {children.length > 0 && (
          <Notice tone="warn">{settings.closeChildren(children.map(({ firstName }) => firstName).join(', '))}</Notice>
        )}
        <p>
          <Link href="/settings/export">{settings.closeCopy}</Link>
        </p>
      </section>
      <Form form={form}>
        <TextInput
          label={settings.closeIdentifier}
          autoCapitalize="none"
          spellCheck={false}
          {...form.field('identifier')}
        />
        <Button type="submit" weight="danger" isPending={form.busy}>
          {settings.close}
        </Button>
      </Form>
    </>
  );
}
