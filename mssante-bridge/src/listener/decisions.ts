import type { Answer } from '@passerelle/gateway/client';
import type { BridgeRoutes, RecipientRefusal } from '@passerelle/gateway/client';
import type { Gateway } from '../gateway.ts';
import { refusals, replies, SmtpRefusal } from './replies.ts';

export type MailSettings = Answer<BridgeRoutes, 'GET /bridge/settings'>;

/** Who may write to whom: every answer is the gateway's, asked for each message, so that a revocation holds at once. */
export interface Decisions {
  /** @throws SmtpRefusal when the sender may not write here, or nobody can say now. */
  sender: (from: string, remote: string) => Promise<void>;
  /** @throws SmtpRefusal when this sender may not write to this recipient, or nobody can say now. */
  recipient: (from: string, to: string, remote: string) => Promise<void>;
}

/** @param settings the gateway's last word on the domain; nothing when it was never reached. */
export function gatewayDecisions(gateway: Gateway, settings: () => MailSettings | undefined): Decisions {
  return {
    // The null sender belongs to nobody, so there is nobody to ask about: what it sends must be a notice, seen at the end of it.
    sender: async (from, remote) => {
      if (from !== '') await decided(gateway('POST /bridge/senders', { body: { from, remote } }));
    },
    recipient: async (from, to, remote) => {
      if (from === '') checkDomain(to, settings());
      else await decided(gateway('POST /bridge/recipients', { body: { from, to, remote } }));
    },
  };
}

async function decided(answer: Promise<{ refusal?: RecipientRefusal }>): Promise<void> {
  const { refusal } = await answer.catch((cause: unknown) => {
    throw Object.assign(new SmtpRefusal(replies.gatewayDown), { cause });
  });
  if (refusal) throw new SmtpRefusal(refusals[refusal] ?? replies.gatewayDown);
}

function checkDomain(to: string, settings: MailSettings | undefined): void {
  if (!settings) throw new SmtpRefusal(replies.gatewayDown);
  const domain = to.slice(to.lastIndexOf('@') + 1).toLowerCase();
  if (domain !== settings.domain.toLowerCase()) throw new SmtpRefusal(refusals['foreign-domain']);
}
