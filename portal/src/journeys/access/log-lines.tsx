import type { AccessLine } from '@passerelle/gateway/client';
import { instantText } from '../../texts/formats.ts';
import type { Texts } from '../../texts/language.ts';
import { useReading } from '../../texts/use-texts.ts';
import { professionText } from './professions.ts';

/** What was done, without what to: `a lu`. */
export const verbText = (action: string, { access }: Texts): string => {
  const verb = action.split('.')[1] ?? '';
  return access.verbs[verb] ?? verb;
};

/** `document.read` as people say it. */
export function actionText(action: string, { access }: Texts): string {
  const [concept = '', verb = ''] = action.split('.');
  if (verb === 'break-glass') return access.verbs[verb] ?? verb;
  return `${access.verbs[verb] ?? verb} : ${access.concepts[concept] ?? concept}`;
}

function whoText({ kind, who }: AccessLine, { access, writer }: Texts): string {
  const { you, operator, unknown } = access;
  if (kind === 'patient') return you;
  if (kind === 'representative') return writer.representative(who);
  if (kind === 'operator') return operator;
  return kind === 'unknown' ? unknown : who;
}

/** X2: each access with who, when, what, and its refusal or reason. */
export function LogLines({ lines }: { lines: readonly AccessLine[] }) {
  const { texts, language } = useReading();
  const { access } = texts;
  return (
    <ul className="log">
      {lines.map((line, row) => (
        <li key={`${line.at}-${row}`}>
          <div className="row">
            <strong>{whoText(line, texts)}</strong>
            {line.profession && <span className="soft">{professionText(line.profession, language)}</span>}
            {line.outcome === 'refused' && <span className="badge bad">{access.refused}</span>}
            {line.outcome === 'failed' && <span className="badge warn">{access.failed}</span>}
            {line.emergency && <span className="badge warn">{access.emergencyBadge}</span>}
          </div>
          <p>{actionText(line.action, texts)}</p>
          <p className="soft small">
            <time dateTime={line.at}>{instantText(line.at, language)}</time>
            {line.reason && <> · {access.reason(line.reason)}</>}
          </p>
        </li>
      ))}
    </ul>
  );
}
