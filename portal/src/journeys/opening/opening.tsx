import type { Answer, ApiRoutes } from '@passerelle/gateway/client';
import { useState } from 'react';
import { LinkButton } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { ChooseStep } from './choose-step.tsx';
import { IdentifyStep } from './identify-step.tsx';

export type Identified = Answer<ApiRoutes, 'POST /api/spaces/identification'>;

/** A2, A3, A5: who one is, then how one will sign in. */
export function Opening() {
  const { opening } = useTexts();
  const [identified, setIdentified] = useState<Identified>();
  const [identifier, setIdentifier] = useState<string>();
  const back = { href: '/sign-in', label: opening.back };
  if (identifier !== undefined)
    return (
      <div className="stack-large narrow" key="done">
        <PageHead title={opening.doneTitle} />
        <Notice tone="good">
          <p>{opening.doneText(identifier)}</p>
        </Notice>
        <div>
          <LinkButton href="/sign-in" weight="main">
            {opening.signIn}
          </LinkButton>
        </div>
      </div>
    );
  if (identified)
    return (
      <div className="stack-large narrow" key="choose">
        <PageHead title={opening.hello(identified.firstName)} lead={opening.stepChoose} />
        <ChooseStep identified={identified} onOpened={setIdentifier} />
      </div>
    );
  return (
    <div className="stack-large narrow" key="identify">
      <PageHead title={opening.title} lead={opening.stepIdentify} back={back} />
      <p>{opening.lead}</p>
      <IdentifyStep onIdentified={setIdentified} />
    </div>
  );
}
