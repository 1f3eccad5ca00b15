import type { Answer, ApiRoutes } from '@passerelle/gateway/client';
import { useState } from 'react';
import { Once } from '../../api/random-key.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { Notice } from '../../components/notice.tsx';
import { useForm } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { kindText, unitText, valueText } from '../measures/kinds.ts';
import { blankMeasure, checkMeasure, measureOf, type TypedMeasure } from '../measures/typed-measure.ts';
import { useWalkOn } from './use-walk-on.ts';

type Latest = Answer<ApiRoutes, 'GET /api/measures/latest'>['entries'];

/** D9 in one box: the value of today. Left empty, it is the same as skipping. */
export function MeasureStep({ kind, at }: { kind: 'height' | 'weight'; at: number }) {
  const { texts, language } = useReading();
  const { questionnaire: words } = texts;
  const { call, answers } = usePortal();
  const { walkOn, busy, failure } = useWalkOn(at);
  const [once] = useState(() => new Once());
  const form = useForm<TypedMeasure>({
    name: 'welcome',
    draft: `welcome/${kind}`,
    initial: blankMeasure(kind),
    check: (values) => (values.value.trim() ? checkMeasure(values, texts, language) : {}),
    save: async (values) => {
      if (values.value.trim()) {
        const body = measureOf(values);
        await call('POST /api/measures', { body, idempotencyKey: once.keyFor(body) });
        await answers.refresh('measures');
      }
      await walkOn();
    },
  });
  return (
    <Form form={form}>
      {failure && <FailureNotice failure={failure} />}
      <Known kind={kind} />
      <TextInput
        label={`${kindText(kind, language)}, ${unitText(kind, language)}`}
        inputMode="decimal"
        className="short"
        optional
        {...form.field('value')}
      />
      <div className="row">
        <Button type="submit" weight="main" isPending={form.busy || busy}>
          {words.saveAndGoOn}
        </Button>
        <Button isDisabled={form.busy || busy} onPress={() => void walkOn()}>
          {words.skip}
        </Button>
        <LinkButton href="/" weight="bare">
          {words.later}
        </LinkButton>
      </div>
    </Form>
  );
}

/** What the record has already, from an earlier day or another's hand. */
function Known({ kind }: { kind: 'height' | 'weight' }) {
  const { texts, language } = useReading();
  const { call } = usePortal();
  const asked = useAnswer('measures/latest', () => call('GET /api/measures/latest'));
  const entries: Latest = asked.state === 'ready' ? asked.value.entries : [];
  const known = entries.find(({ entry }) => entry.kind === kind)?.entry;
  if (!known) return null;
  const value = `${valueText(known, language)} ${unitText(kind, language)}`;
  return (
    <Notice>
      <p>{texts.questionnaire.known(value, dateText(known.when.slice(0, 10), language))}</p>
    </Notice>
  );
}
