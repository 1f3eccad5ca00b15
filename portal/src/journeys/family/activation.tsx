import type { Minor } from '@passerelle/gateway/client';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Tick } from '../../components/choices.tsx';
import { FieldError } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { useReading } from '../../texts/use-texts.ts';
import { Declaration } from './declaration.tsx';

const noRefs: string[] = [];

/** C1: activates the spaces of several children at once; each has its own result. */
export function Activation({ minors }: { minors: readonly Minor[] }) {
  const { texts, language } = useReading();
  const { family, child: words } = texts;
  const { call, answers } = usePortal();
  const [done, setDone] = useState<{ good: string[]; bad: string[] }>();
  const nameOf = (ref: string): string => minors.find((minor) => minor.ref === ref)?.firstName ?? '';
  const form = useForm({
    name: 'activation',
    initial: { refs: noRefs, certifies: false, acceptsTerms: false },
    check: ({ refs, certifies, acceptsTerms }): Errors => ({
      ...(refs.length > 0 ? {} : { refs: family.chooseOne }),
      ...(certifies ? {} : { certifies: family.certifyMissing }),
      ...(acceptsTerms ? {} : { acceptsTerms: family.termsMissing }),
    }),
    save: async (body) => {
      const { results } = await call('POST /api/family/minors', { body });
      setDone({
        good: results.flatMap(({ ref, profile }) => (profile ? [nameOf(ref)] : [])),
        bad: results.flatMap(({ ref, refusal }) =>
          refusal ? [family.notActivated(nameOf(ref), refusal[language])] : [],
        ),
      });
      form.put({ refs: [], certifies: false, acceptsTerms: false });
      await answers.refresh('family');
    },
  });
  const { value: refs, error, onChange, id } = form.field('refs');
  const told = done && <Results {...done} />;
  if (minors.length === 0) return told ?? null;
  return (
    <section className="section">
      <h2>{family.activateTitle}</h2>
      <p>{family.activateText}</p>
      {told}
      <Form form={form}>
        <fieldset className="field" id={id}>
          <legend className="legend">{family.chosen}</legend>
          {minors.map(({ ref, firstName, name, state }) => (
            <Tick
              key={ref}
              label={state === 'closed' ? words.reopen(`${firstName} ${name}`) : `${firstName} ${name}`}
              isSelected={refs.includes(ref)}
              onChange={(on) => onChange(on ? [...refs, ref] : refs.filter((one) => one !== ref))}
            />
          ))}
          <FieldError id={id} error={error} />
        </fieldset>
        <Declaration label={family.certify} {...form.field('certifies')} />
        <Declaration label={family.terms} {...form.field('acceptsTerms')} />
        <div>
          <Button type="submit" weight="main" isPending={form.busy}>
            {family.activate}
          </Button>
        </div>
      </Form>
    </section>
  );
}

function Results({ good, bad }: { good: string[]; bad: string[] }) {
  const { family } = useReading().texts;
  return (
    <div role="status" className="stack">
      {good.length > 0 && <Notice tone="good">{family.activated(good.join(', '))}</Notice>}
      {bad.map((why) => (
        <Notice key={why} tone="warn">
          {why}
        </Notice>
      ))}
    </div>
  );
}
