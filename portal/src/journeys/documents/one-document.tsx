import type { DocumentLine } from '@passerelle/gateway/client';
import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { writerText } from '../../components/byline.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useToast } from '../../components/toast.tsx';
import { usePortal } from '../../portal.ts';
import { goTo } from '../../router/location.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { dateText, instantText, sizeText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { ChangeDocument } from './change-document.tsx';
import { Consultations } from './consultations.tsx';
import { Download } from './download.tsx';
import { DocumentView } from './document-view.tsx';
import { HideButton } from './hide-button.tsx';

/** E6, E7: one document: seen, changed, hidden, deleted, and who consulted it. */
export function OneDocument({ params: { id = '' } }: { params: Record<string, string> }) {
  const { call } = usePortal();
  const { documents } = useSpaceTexts();
  const asked = useAnswer(`document/${id}`, () => call('GET /api/documents/:id', { params: { id } }));
  const back = { href: '/documents', label: documents.back };
  if (asked.state !== 'ready')
    return (
      <>
        <PageHead title={documents.title} back={back} />
        <Loaded asked={asked}>{() => null}</Loaded>
      </>
    );
  return <Opened document={asked.value} back={back} />;
}

function Opened({ document, back }: { document: DocumentLine; back: { href: string; label: string } }) {
  const { documents, form } = useSpaceTexts();
  const { call, answers } = usePortal();
  const say = useToast();
  const [asking, ask] = useState<'change' | 'remove'>();
  const { id, version, name } = document;
  const remove = async () => {
    await call('DELETE /api/documents/:id', { params: { id }, version });
    await answers.refresh('documents');
    say(documents.removed(name));
    goTo('/documents');
  };
  const close = () => ask(undefined);
  return (
    <>
      <PageHead
        title={name}
        lead={documents.categories[document.category]}
        back={back}
        actions={
          <>
            <Download document={document} />
            <Button icon="edit" onPress={() => ask('change')}>
              {form.change}
            </Button>
            <HideButton document={document} whole />
            <Button weight="bare grave" icon="trash" onPress={() => ask('remove')}>
              {form.remove}
            </Button>
          </>
        }
      />
      <div className="document-page">
        <DocumentView document={document} />
        <div className="stack-large">
          <About document={document} />
          <Consultations id={id} />
        </div>
      </div>
      {asking === 'change' && <ChangeDocument document={document} onClose={close} />}
      {asking === 'remove' && (
        <Confirm
          title={documents.removeTitle}
          text={documents.removeText(name)}
          yes={form.remove}
          act={remove}
          onClose={close}
        />
      )}
    </>
  );
}

function About({ document }: { document: DocumentLine }) {
  const { texts, language } = useReading();
  const { documents } = texts;
  const rows = [
    [documents.date, dateText(document.date, language)],
    [documents.addedBy, writerText(document.author, texts)],
    [documents.addedAt, instantText(document.addedAt, language)],
    [documents.size, sizeText(document.size, language)],
    [documents.visibility, document.hidden ? documents.hidden : documents.visible],
  ] as const;
  return (
    <section className="card section">
      <h2>{documents.about}</h2>
      <dl className="facts pairs">
        {rows.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
