import { failureText, type Failure } from '../api/failure.ts';
import { useReading } from '../texts/use-texts.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** What went wrong, in the gateway's words or in ours when it does not answer, and a way to try again. */
export function FailureNotice({ failure, again }: { failure: Failure; again?: () => void }) {
  const { language, texts } = useReading();
  const reference = failure.kind === 'refused' && failure.error.status >= 500 ? failure.error.reference : undefined;
  return (
    <Notice tone="bad">
      <p>{failureText(failure, texts.failures, language)}</p>
      {reference && <p className="small soft">{texts.failures.reference(reference)}</p>}
      {again && (
        <div>
          <Button onPress={again}>{texts.failures.again}</Button>
        </div>
      )}
    </Notice>
  );
}
