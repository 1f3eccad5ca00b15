import type { Answer, ApiRoutes } from '@passerelle/gateway/client';
import { useState } from 'react';
import { Button, LinkButton } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useForm } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { CardFields, checkCard, type Card } from './card-fields.tsx';
import { bareNir } from './nir.ts';
import { WhereStep } from './where-step.tsx';

type Contacts = Answer<ApiRoutes, 'POST /api/spaces/code-contacts'>;

/** A1: a new code, by NIR and serial, to where the insurer says. Nothing here tells whether anybody has that NIR. */
export function AskCode() {
  const { opening } = useTexts();
  const [contacts, setContacts] = useState<Contacts>();
  const [asked, setAsked] = useState(false);
  if (asked) return <Asked />;
  return (
    <div className="stack-large narrow" key={contacts ? 'where' : 'card'}>
      <PageHead
        title={contacts ? opening.where : opening.askTitle}
        lead={opening.askLead}
        back={{ href: '/open', label: opening.back }}
      />
      {contacts ? (
        <WhereStep contacts={contacts} onAsked={() => setAsked(true)} />
      ) : (
        <CardStep onContacts={setContacts} />
      )}
    </div>
  );
}

function CardStep({ onContacts }: { onContacts: (contacts: Contacts) => void }) {
  const texts = useTexts();
  const { call } = usePortal();
  const form = useForm<Card>({
    ...{ name: 'ask', draft: 'opening ask' },
    initial: { card: 'with-photo', nir: '', serial: '' },
    check: (values) => checkCard(values, texts),
    save: async ({ nir, serial }) =>
      onContacts(await call('POST /api/spaces/code-contacts', { body: { nir: bareNir(nir), serial } })),
  });
  return (
    <Form form={form}>
      <CardFields card={form.field('card')} nir={form.field('nir')} serial={form.field('serial')} />
      <Button type="submit" weight="main" isPending={form.busy}>
        {texts.opening.askWhere}
      </Button>
    </Form>
  );
}

function Asked() {
  const { opening } = useTexts();
  return (
    <div className="stack-large narrow" key="asked">
      <PageHead title={opening.askedTitle} />
      <p>{opening.asked}</p>
      <p>{opening.askedLimit}</p>
      <div>
        <LinkButton href="/open/identify" weight="main">
          {opening.againGo}
        </LinkButton>
      </div>
    </div>
  );
}
