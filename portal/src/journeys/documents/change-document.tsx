import type { DocumentLine } from '@passerelle/gateway/client';
import { Button } from '../../components/button.tsx';
import { writerText } from '../../components/byline.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Form } from '../../components/form.tsx';
import { Meeting } from '../../components/meeting.tsx';
import { useToast } from '../../components/toast.tsx';
import { useForm } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { dateText, today } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { checkDetails, detailsOf, typedOf, type TypedDetails } from './details.ts';
import { DetailsFields } from './details-fields.tsx';

/** Changes name, date, category and visibility; when somebody else did meanwhile, shows both versions. */
export function ChangeDocument({ document, onClose }: { document: DocumentLine; onClose: () => void }) {
  const { texts, language } = useReading();
  const { documents, form: words } = texts;
  const { call, answers } = usePortal();
  const say = useToast();
  const { id } = document;
  const form = useForm<TypedDetails>({
    name: 'change-document',
    draft: `documents/${id}`,
    initial: typedOf(document),
    version: document.version,
    check: (values) => checkDetails(values, texts, today()),
    save: async (values, version) => {
      await call('PUT /api/documents/:id', { params: { id }, version: version ?? '', body: detailsOf(values) });
      await answers.refresh('documents', `document/${id}`);
      say(words.saved);
      onClose();
    },
    current: async () => {
      const kept = await call('GET /api/documents/:id', { params: { id } });
      return { values: typedOf(kept), version: kept.version, by: writerText(kept.author, texts) };
    },
  });
  const rows = (values: TypedDetails) =>
    [
      [documents.name, values.name],
      [documents.date, dateText(values.date, language)],
      [documents.category, values.category ? documents.categories[values.category] : ''],
      [documents.visibility, values.visibility === 'hidden' ? documents.hidden : documents.visible],
    ] as const;
  const close = () => {
    form.discard();
    onClose();
  };
  return (
    <Dialog title={documents.change} onClose={close}>
      <Form form={form}>
        <DetailsFields form={form} />
        <div className="dialog-foot">
          <Button onPress={close}>{words.cancel}</Button>
          <Button type="submit" weight="main" isPending={form.busy}>
            {words.save}
          </Button>
        </div>
      </Form>
      <Meeting form={form} rows={rows} onClose={close} />
    </Dialog>
  );
}
