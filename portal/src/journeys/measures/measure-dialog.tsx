import type { Measure, MeasureName } from '@passerelle/fhir-mappings';
import { useState } from 'react';
import { Once } from '../../api/random-key.ts';
import { Button } from '../../components/button.tsx';
import { writerText } from '../../components/byline.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Form } from '../../components/form.tsx';
import { Meeting } from '../../components/meeting.tsx';
import { useToast } from '../../components/toast.tsx';
import { useForm } from '../../components/use-form.ts';
import type { Kept } from '../../entries/book.ts';
import { usePortal } from '../../portal.ts';
import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { unitText } from './kinds.ts';
import { MeasureFields } from './measure-fields.tsx';
import { blankMeasure, checkMeasure, measureOf, typedFrom, type TypedMeasure } from './typed-measure.ts';

interface Props {
  kind: MeasureName;
  /** The kind was chosen by the page: it is not asked for. */
  fixed?: boolean;
  kept?: Kept<Measure>;
  onClose: () => void;
}

/** Adds a measure, or changes the one that is given. */
export function MeasureDialog({ kind, fixed, kept, onClose }: Props) {
  const { texts, language } = useReading();
  const { measures, form: words } = texts;
  const { call, answers } = usePortal();
  const say = useToast();
  const [once] = useState(() => new Once());
  const form = useForm<TypedMeasure>({
    name: 'measure',
    draft: `measure/${kept?.id ?? `add/${kind}`}`,
    initial: kept ? typedFrom(kept.entry, language) : blankMeasure(kind),
    version: kept?.version,
    check: (values) => checkMeasure(values, texts, language),
    save: async (values, version) => {
      const body = measureOf(values, kept?.entry);
      if (kept)
        await call('PUT /api/measures/:id', { params: { id: kept.id }, version: version ?? kept.version, body });
      else await call('POST /api/measures', { body, idempotencyKey: once.keyFor(body) });
      await answers.refresh('measures');
      say(words.saved);
      onClose();
    },
    current: async () => {
      const now = (await call('GET /api/measures', { query: { kind } })).entries.find(({ id }) => id === kept?.id);
      if (!now) return undefined;
      return { values: typedFrom(now.entry, language), version: now.version, by: writerText(now.author, texts) };
    },
  });
  const rows = (values: TypedMeasure) =>
    [
      [
        measures.value,
        `${values.kind === 'blood-pressure' ? `${values.systolic} / ${values.diastolic}` : values.value} ${unitText(values.kind, language)}`,
      ],
      [measures.date, `${dateText(values.date, language)} ${values.time}`],
      [measures.comment, values.comment],
    ] as const;
  const close = () => {
    form.discard();
    onClose();
  };
  return (
    <Dialog title={kept ? measures.change : measures.add} onClose={close}>
      <Form form={form}>
        <MeasureFields form={form} fixed={fixed ?? Boolean(kept)} />
        <div className="dialog-foot">
          <Button onPress={close}>{words.cancel}</Button>
          <Button type="submit" weight="main" isPending={form.busy}>
            {kept ? words.save : words.add}
          </Button>
        </div>
      </Form>
      <Meeting form={form} rows={rows} onClose={close} />
    </Dialog>
  );
}
