import type { DocumentLine } from '@passerelle/gateway/client';
import { useState } from 'react';
import { Once } from '../../api/random-key.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { FieldError } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Icon } from '../../components/icon.tsx';
import { TextArea } from '../../components/inputs.tsx';
import { useToast } from '../../components/toast.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { sizeText } from '../../texts/formats.ts';
import type { Texts } from '../../texts/language.ts';
import { useReading } from '../../texts/use-texts.ts';
import { AttachDialog } from './attach-dialog.tsx';

interface Values {
  text: string;
  documents: readonly DocumentLine[];
}

const MAX_TEXT = 20_000;
const MAX_BYTES = 10_000_000;
const MAX_COUNT = 20;

function check({ text, documents }: Values, { messages, form }: Texts): Errors {
  const bytes = documents.reduce((sum, { size }) => sum + size, 0);
  const many = documents.length > MAX_COUNT ? messages.tooMany : bytes > MAX_BYTES ? messages.tooLarge : undefined;
  const wrong = !text.trim() ? messages.textMissing : text.length > MAX_TEXT ? form.tooLong(MAX_TEXT) : undefined;
  return { ...(wrong ? { text: wrong } : {}), ...(many ? { documents: many } : {}) };
}

/** G3, G6: a reply to the last message received, with documents of the space. */
export function Reply({ id, to }: { id: string; to: string }) {
  const { texts } = useReading();
  const { messages } = texts;
  const { call, answers } = usePortal();
  const say = useToast();
  const [once] = useState(() => new Once());
  const [picking, pick] = useState(false);
  const form = useForm<Values>({
    name: 'reply',
    draft: `reply/${id}`,
    initial: { text: '', documents: [] },
    check: (values) => check(values, texts),
    save: async ({ text, documents }) => {
      const body = { text, ...(documents.length > 0 ? { documents: documents.map((document) => document.id) } : {}) };
      await call('POST /api/messages/:id/reply', { params: { id }, body, idempotencyKey: once.keyFor(body) });
      form.put({ text: '', documents: [] });
      once.next();
      await answers.refresh('messages', `message/${id}`);
      say(messages.sent);
    },
  });
  const attached = form.field('documents');
  return (
    <section className="card section">
      <h2>{messages.replyTo(to)}</h2>
      <Form form={form}>
        <TextArea label={messages.text} rows={6} {...form.field('text')} />
        <Attached documents={attached.value} error={attached.error} id={attached.id} onChange={attached.onChange} />
        <div className="row">
          <Button type="submit" weight="main" icon="send" isPending={form.busy}>
            {messages.send}
          </Button>
          <Button icon="clip" onPress={() => pick(true)}>
            {messages.attach}
          </Button>
        </div>
      </Form>
      {picking && <AttachDialog chosen={attached.value} onChoose={attached.onChange} onClose={() => pick(false)} />}
    </section>
  );
}

interface AttachedProps {
  id: string;
  documents: readonly DocumentLine[];
  error: string | undefined;
  onChange: (documents: readonly DocumentLine[]) => void;
}

function Attached({ id, documents, error, onChange }: AttachedProps) {
  const { texts, language } = useReading();
  const { messages } = texts;
  if (documents.length === 0) return null;
  return (
    <div className="field" id={id}>
      <span className="label">{messages.attached}</span>
      <ul className="attachments">
        {documents.map((document) => (
          <li key={document.id} className="attachment">
            <Icon name="clip" />
            <span>{document.name}</span>
            <span className="soft small">{sizeText(document.size, language)}</span>
            <IconButton
              icon="close"
              label={messages.detach(document.name)}
              onPress={() => onChange(documents.filter((other) => other.id !== document.id))}
            />
          </li>
        ))}
      </ul>
      <FieldError id={id} error={error} />
    </div>
  );
}
