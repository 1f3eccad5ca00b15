import { useState } from 'react';
import { Once } from '../../api/random-key.ts';
import { upload } from '../../api/upload.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useToast } from '../../components/toast.tsx';
import { useForm } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { goTo } from '../../router/location.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { today } from '../../texts/formats.ts';
import { checkDetails, detailsOf, fileError, nameFrom, type TypedDetails } from './details.ts';
import { DetailsFields } from './details-fields.tsx';
import { FilePlace } from './file-place.tsx';

interface Values extends TypedDetails {
  file: File | undefined;
}

const empty: Values = { file: undefined, name: '', date: '', category: '', visibility: '' };

/** E1, E2: one document, by drag-and-drop or picker, with its progress. */
export function AddDocument() {
  const texts = useSpaceTexts();
  const { documents, form: words } = texts;
  const { answers, profile, session } = usePortal();
  const say = useToast();
  const [once] = useState(() => new Once());
  const [share, setShare] = useState<number>();
  const form = useForm<Values>({
    name: 'document',
    draft: 'documents/add',
    initial: empty,
    check: (values) => {
      const wrong = values.file ? fileError(values.file, documents) : documents.fileMissing;
      return { ...(wrong ? { file: wrong } : {}), ...checkDetails(values, texts, today()) };
    },
    save: async (values) => {
      if (!values.file) return;
      const details = detailsOf(values);
      const { size, lastModified } = values.file;
      const key = once.keyFor([details, values.file.name, size, lastModified]);
      setShare(0);
      const from = { profile, person: session.headers() };
      await upload({ ...from, details, file: values.file, key, onProgress: setShare }).finally(() =>
        setShare(undefined),
      );
      await answers.refresh('documents');
      say(documents.added(details.name));
      goTo('/documents');
    },
  });
  const pick = (file: File) => form.put({ ...form.values, file, name: form.values.name || nameFrom(file.name) });
  return (
    <div className="stack-large narrow">
      <PageHead title={documents.addTitle} back={{ href: '/documents', label: documents.back }} />
      <Form form={form}>
        <FilePlace file={form.values.file} error={form.errors['file']} onPick={pick} />
        <DetailsFields form={form} />
        {share !== undefined && <Progress share={share} />}
        <div className="row">
          <Button type="submit" weight="main" icon="upload" isPending={form.busy}>
            {documents.send}
          </Button>
          <LinkButton href="/documents" weight="bare">
            {words.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

function Progress({ share }: { share: number }) {
  const { documents } = useSpaceTexts();
  const percent = Math.round(share * 100);
  return (
    <div className="stack" role="status">
      <label className="small" htmlFor="upload-progress">
        {documents.sending(percent)}
      </label>
      <progress id="upload-progress" max={100} value={percent} />
    </div>
  );
}
