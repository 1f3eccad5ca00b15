import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useForm } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import { goTo } from '../../router/location.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { CardFields, checkCard, type Card } from './card-fields.tsx';
import { bareNir } from './nir.ts';
import { useWalk } from './walk.ts';

interface Values extends Card {
  code: string;
}

/** A2: provisional code, card, number and serial. */
export function IdentifyStep() {
  const texts = useTexts();
  const { opening } = texts;
  const { call } = usePortal();
  const { keep } = useWalk();
  const form = useForm<Values>({
    ...{ name: 'identify', draft: 'opening identify' },
    initial: { code: '', card: 'with-photo', nir: '', serial: '' },
    check: (values) => ({
      ...(/^[A-Z0-9]{12}$/.test(values.code) ? {} : { code: opening.codeWrong }),
      ...checkCard(values, texts),
    }),
    save: async ({ nir, ...rest }) => {
      const identified = await call('POST /api/spaces/identification', { body: { ...rest, nir: bareNir(nir) } });
      keep({ identified, verified: {} });
      goTo('/open/choose');
    },
  });
  const code = form.field('code');
  return (
    <div className="stack-large narrow">
      <PageHead
        title={opening.title}
        lead={opening.step(1, opening.who)}
        back={{ href: '/open', label: opening.back }}
      />
      <p>{opening.lead}</p>
      <Form form={form}>
        <TextInput
          label={opening.code}
          hint={opening.codeHint}
          autoCapitalize="characters"
          spellCheck={false}
          {...code}
          onChange={(typed) =>
            code.onChange(
              typed
                .toUpperCase()
                .replace(/[^A-Z0-9]/g, '')
                .slice(0, 12),
            )
          }
        />
        <CardFields card={form.field('card')} nir={form.field('nir')} serial={form.field('serial')} />
        <Button type="submit" weight="main" isPending={form.busy}>
          {opening.identify}
        </Button>
        <p>
          <Link href="/open/code">{opening.noCode}</Link>
        </p>
      </Form>
    </div>
  );
}
