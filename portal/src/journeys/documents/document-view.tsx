import type { DocumentLine } from '@passerelle/gateway/client';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';

/** E6: an image, a text, or a PDF in the browser's own viewer, each where nothing of it can run in our page. */
export function DocumentView({ document }: { document: DocumentLine }) {
  const { documents } = useTexts();
  const address = `/api/documents/${document.id}/view`;
  return (
    <section className="card section view" aria-label={documents.view}>
      {document.contentType === 'application/pdf' ? (
        <PdfView address={address} name={document.name} />
      ) : (
        <BytesView document={document} />
      )}
    </section>
  );
}

/** Browsers refuse to show a PDF in a sandbox: it is opened beside the page, in a tab that has no hold on ours. */
function PdfView({ address, name }: { address: string; name: string }) {
  const { profile } = usePortal();
  const { documents } = useTexts();
  return (
    <div className="pdf">
      <span className="tile">
        <Icon name="file" />
      </span>
      <h2>{name}</h2>
      {!profile && <p className="soft">{documents.pdfText}</p>}
      {profile ? (
        <p>{documents.pdfDownload}</p>
      ) : (
        <a className="button quiet" href={address} target="_blank" rel="noopener noreferrer">
          <Icon name="eye" />
          {documents.openTab}
        </a>
      )}
    </div>
  );
}

function BytesView({ document }: { document: DocumentLine }) {
  const { call } = usePortal();
  const { id, version } = document;
  const asked = useAnswer(`view/${id}/${version}`, () => call('GET /api/documents/:id/view', { params: { id } }));
  return (
    <Loaded asked={asked} lines={1}>
      {(blob) =>
        blob.type.startsWith('image/') ? <ImageView blob={blob} name={document.name} /> : <TextView blob={blob} />
      }
    </Loaded>
  );
}

function ImageView({ blob, name }: { blob: Blob; name: string }) {
  const { documents } = useTexts();
  const [address] = useState(() => URL.createObjectURL(blob));
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return <img src={address} alt={documents.viewOf(name)} />;
}

function TextView({ blob }: { blob: Blob }) {
  const { documents } = useTexts();
  const [text, setText] = useState<string>();
  useEffect(() => {
    let here = true;
    void blob.text().then((read) => here && setText(read));
    return () => {
      here = false;
    };
  }, [blob]);
  if (!blob.type.startsWith('text/')) return <p>{documents.noView}</p>;
  return (
    <div className="text-view pre" tabIndex={0} role="region" aria-label={documents.text}>
      {text}
    </div>
  );
}
