import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { goTo } from '../../router/location.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ProveContact } from './prove-contact.tsx';
import { StartAgain } from './start-again.tsx';
import { useWalk, type Walk } from './walk.ts';

/** A4: an e-mail address, and a mobile if one likes, each by the code that is sent there. */
export function ContactsStep() {
  const { walk } = useWalk();
  return walk ? <Contacts walk={walk} /> : <StartAgain />;
}

function Contacts({ walk }: { walk: Walk }) {
  const { opening } = useTexts();
  const { keep } = useWalk();
  const [verified, setVerified] = useState(walk.verified);
  const [hasty, setHasty] = useState(false);
  const { emailShown, mobileShown, sms } = walk.identified;
  const prove = (now: Walk['verified']) => {
    keep({ ...walk, verified: now });
    setVerified(now);
  };
  const ways = { opening: walk.identified.opening, onProved: prove };
  return (
    <div className="stack-large narrow">
      <PageHead
        title={opening.contactsTitle}
        lead={opening.step(3, opening.contacts)}
        back={{ href: '/open/choose', label: opening.back }}
      />
      <p>{opening.contactsLead}</p>
      <ProveContact kind="email" known={emailShown} proved={verified.email} {...ways} />
      {sms && <ProveContact kind="mobile" known={mobileShown} proved={verified.mobile} {...ways} />}
      {hasty && !verified.email && <Notice tone="bad">{opening.emailFirst}</Notice>}
      <div>
        <Button
          weight={verified.email ? 'main' : 'quiet'}
          onPress={() => (verified.email ? goTo('/open/access') : setHasty(true))}
        >
          {opening.goOn}
        </Button>
      </div>
    </div>
  );
}
