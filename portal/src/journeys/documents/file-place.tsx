import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Button } from '../../components/button.tsx';
import { FieldError } from '../../components/field.tsx';
import { Icon } from '../../components/icon.tsx';
import { sizeText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { fileError } from './details.ts';

interface Props {
  file: File | undefined;
  error: string | undefined;
  onPick: (file: File) => void;
}

const TYPES = ['.pdf', '.jpg', '.jpeg', '.png', '.tif', '.tiff', '.txt', '.rtf'];

/** Where a file is dropped or chosen (E1). A wrong one is told at once. */
export function FilePlace({ file, error, onPick }: Props) {
  const { texts, language } = useReading();
  const { documents } = texts;
  const wrong = (file && fileError(file, documents)) ?? (file ? undefined : error);
  const id = 'document-file';
  return (
    <div className="field" id={id} role="group" aria-labelledby={`${id}-label`}>
      <span className="label" id={`${id}-label`}>
        {documents.file}
      </span>
      <DropZone
        className="drop"
        aria-label={documents.drop}
        data-invalid={wrong ? true : undefined}
        getDropOperation={() => 'copy'}
        onDrop={(event) => {
          const dropped = event.items.find((item) => item.kind === 'file');
          if (dropped?.kind === 'file') void dropped.getFile().then(onPick);
        }}
      >
        <Icon name={file && !wrong ? 'check' : 'upload'} />
        {file ? (
          <p>
            <strong>{file.name}</strong> <span className="soft">({sizeText(file.size, language)})</span>
          </p>
        ) : (
          <p>
            <strong>{documents.drop}</strong> <span className="soft">{documents.dropOr}</span>
          </p>
        )}
        <FileTrigger
          acceptedFileTypes={TYPES}
          onSelect={(list) => {
            const chosen = list?.[0];
            if (chosen) onPick(chosen);
          }}
        >
          <Button {...(wrong ? { 'aria-describedby': `${id}-error` } : {})}>
            {file ? documents.pickOther : documents.pick}
          </Button>
        </FileTrigger>
        <p className="hint">{documents.limits}</p>
      </DropZone>
      <FieldError id={id} error={wrong} />
    </div>
  );
}
