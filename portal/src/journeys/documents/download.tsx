import type { DocumentLine } from '@passerelle/gateway/client';
import { useState } from 'react';
import { failureOf, type Failure } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { saveFile } from '../../api/save-file.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';

/** E6: the file itself. In a child's space it is fetched first: a plain link would not say which space it is for. */
export function Download({ document }: { document: DocumentLine }) {
  const { documents } = useTexts();
  const { profile } = usePortal();
  if (profile) return <FetchedDownload document={document} />;
  return (
    <a className="button main" href={`/api/documents/${document.id}/content`} download>
      {documents.download}
    </a>
  );
}

const extensions: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/tiff': 'tiff',
  'text/plain': 'txt',
  'application/rtf': 'rtf',
  'text/rtf': 'rtf',
};

function FetchedDownload({ document: { id, name } }: { document: DocumentLine }) {
  const { documents } = useTexts();
  const { call } = usePortal();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const fetchIt = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const file = await call('GET /api/documents/:id/content', { params: { id } });
      const extension = extensions[file.type.split(';')[0] ?? ''];
      saveFile(file, extension ? `${name}.${extension}` : name);
    } catch (error) {
      setFailure(failureOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      <Button weight="main" isPending={busy} onPress={() => void fetchIt()}>
        {documents.download}
      </Button>
      {failure && <FailureNotice failure={failure} />}
    </>
  );
}
