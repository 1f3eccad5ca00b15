import type { Passkey } from '@passerelle/gateway/client';
import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Empty } from '../../components/empty.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useToast } from '../../components/toast.tsx';
import { knowsPasskeys } from '../../passkeys/browser.ts';
import { usePortal } from '../../portal.ts';
import { instantText } from '../../texts/formats.ts';
import { useReading, useTexts } from '../../texts/use-texts.ts';
import { PasskeyDialog } from './passkey-dialog.tsx';

/** B6: one's passkeys. */
export function Passkeys() {
  const { security } = useTexts();
  const { call } = usePortal();
  const [adding, setAdding] = useState(false);
  const asked = useAnswer('passkeys', () => call('GET /api/passkeys'));
  return (
    <div className="stack-large">
      <PageHead
        title={security.passkeysTitle}
        lead={security.passkeysLead}
        actions={
          knowsPasskeys() && (
            <Button weight="main" icon="add" onPress={() => setAdding(true)}>
              {security.add}
            </Button>
          )
        }
      />
      {!knowsPasskeys() && <Notice tone="warn">{security.unsupported}</Notice>}
      <Loaded asked={asked}>
        {({ passkeys }) =>
          passkeys.length === 0 ? (
            <section className="card section" aria-labelledby="no-passkey">
              <h2 id="no-passkey" className="unseen">
                {security.passkeysTitle}
              </h2>
              <Empty icon="key" title={security.none} text={security.noneText} />
            </section>
          ) : (
            <ul className="card section people">
              {passkeys.map((passkey) => (
                <One key={passkey.id} passkey={passkey} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {adding && <PasskeyDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

function One({ passkey }: { passkey: Passkey }) {
  const { texts, language } = useReading();
  const { security } = texts;
  const { call, answers } = usePortal();
  const say = useToast();
  const [doing, setDoing] = useState<'naming' | 'removing'>();
  const { id, name, createdAt, usedAt, backedUp } = passkey;
  const remove = async () => {
    await call('DELETE /api/passkeys/:id', { params: { id } });
    await answers.again('passkeys');
    say(security.removed);
  };
  return (
    <li className="person">
      <span className="tile">
        <Icon name="key" />
      </span>
      <div className="person-words">
        <strong>{name}</strong>
        <p className="soft small">
          {security.made(instantText(createdAt, language))}
          {backedUp && ` · ${security.backedUp}`}
        </p>
        <p className="soft small">{usedAt ? security.used(instantText(usedAt, language)) : security.neverUsed}</p>
      </div>
      <div className="person-tools">
        <Button aria-label={security.renameNamed(name)} onPress={() => setDoing('naming')}>
          {security.rename}
        </Button>
        <Button aria-label={security.removeNamed(name)} onPress={() => setDoing('removing')}>
          {security.remove}
        </Button>
      </div>
      {doing === 'naming' && <PasskeyDialog passkey={passkey} onClose={() => setDoing(undefined)} />}
      {doing === 'removing' && (
        <Confirm
          title={security.removeTitle}
          text={security.removeText(name)}
          yes={security.remove}
          act={remove}
          onClose={() => setDoing(undefined)}
        />
      )}
    </li>
  );
}
