import type { DocumentLine } from '@passerelle/gateway/client';
import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Tick } from '../../components/choices.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Pager } from '../../components/pager.tsx';
import { usePortal } from '../../portal.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { dateText, sizeText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';

interface Props {
  chosen: readonly DocumentLine[];
  onChoose: (documents: readonly DocumentLine[]) => void;
  onClose: () => void;
}

/** G6: picks documents of the space. */
export function AttachDialog({ chosen, onChoose, onClose }: Props) {
  const { texts, language } = useReading();
  const { documents: words, form } = texts;
  const { messages } = useSpaceTexts();
  const { call } = usePortal();
  const [ticked, tick] = useState(chosen);
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(1);
  const query = { page, sort: '-date' as const, ...(search.trim() ? { search: search.trim() } : {}) };
  const asked = useAnswer(`documents?${JSON.stringify(query)}`, () => call('GET /api/documents', { query }));
  const turn = (document: DocumentLine, on: boolean) =>
    tick(on ? [...ticked, document] : ticked.filter(({ id }) => id !== document.id));
  const done = () => {
    onChoose(ticked);
    onClose();
  };
  return (
    <Dialog title={messages.attachTitle} onClose={onClose}>
      <TextInput
        id="attach-search"
        type="search"
        label={words.search}
        maxLength={50}
        value={search}
        onChange={(typed) => {
          setSearch(typed);
          setPage(1);
        }}
      />
      <Loaded asked={asked} lines={3}>
        {({ documents, pages }) => (
          <div className="stack">
            {documents.length === 0 && <p>{search ? words.nothingFound : messages.attachNone}</p>}
            <ul>
              {documents.map((document) => (
                <li key={document.id}>
                  <Tick
                    label={document.name}
                    hint={`${dateText(document.date, language)}, ${sizeText(document.size, language)}`}
                    isSelected={ticked.some(({ id }) => id === document.id)}
                    onChange={(on) => turn(document, on)}
                  />
                </li>
              ))}
            </ul>
            <Pager page={page} pages={pages} go={setPage} />
          </div>
        )}
      </Loaded>
      <div className="dialog-foot">
        <Button onPress={onClose}>{form.cancel}</Button>
        <Button weight="main" onPress={done}>
          {messages.attachDone}
        </Button>
      </div>
    </Dialog>
  );
}
