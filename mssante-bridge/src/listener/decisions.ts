import type { Answer } from '@passerelle/gateway/client';
import type { BridgeRoutes, RecipientQuestion, RecipientRefusal } from '@passerelle/gateway/client';
import { unreachable, type Gateway } from '../gateway.ts';
import { together } from '../together.ts';
import { refusals, replies, SmtpRefusal } from './replies.ts';

export type MailSettings = Answer<BridgeRoutes, 'GET /bridge/settings'>;

/** Who may write to whom: every answer is the gateway's, asked for each message, so that a revocation holds at once. */
export interface Decisions {
  /** @throws SmtpRefusal when the sender may not write here, or nobody can say now. */
  sender: (from: string, remote: string) => Promise<void>;
  /** @throws SmtpRefusal when this sender may not write to this recipient, or nobody can say now. */
  recipient: (from: string, to: string, remote: string) => Promise<void>;
}

/** What the gateway takes in one call. */
const MOST_QUESTIONS = 50;
/** Calls at once: a slow one does not keep all others waiting. */
const CALLS = 2;

/** @param settings the gateway's last word on the domain; nothing when it was never reached. */
export function gatewayDecisions(gateway: Gateway, settings: () => MailSettings | undefined): Decisions {
  const mayWrite = together((questions: RecipientQuestion[]) => askEach(gateway, questions), {
    lanes: CALLS,
    fit: ({ length }) => Math.min(length, MOST_QUESTIONS),
  });
  return {
    // The null sender belongs to nobody, so there is nobody to ask about: what it sends must be a notice, seen at the end of it.
    sender: async (from, remote) => {
      if (from !== '') await decided(gateway('POST /bridge/senders', { body: { from, remote } }));
    },
    recipient: async (from, to, remote) => {
      if (from === '') checkDomain(to, settings());
      else await decided(mayWrite({ from, to, remote }));
    },
  };
}

interface Decision {
  refusal?: RecipientRefusal;
}

/** One call for all. A question that the gateway cannot answer is no reason to leave the others without: then each is asked by itself. */
async function askEach(gateway: Gateway, questions: RecipientQuestion[]): Promise<(Decision | Promise<Decision>)[]> {
  try {
    return await ask(gateway, questions);
  } catch (error) {
    if (questions.length === 1 || unreachable(error)) throw error;
    return questions.map(async (question) => (await ask(gateway, [question]))[0] as Decision);
  }
}

async function ask(gateway: Gateway, questions: RecipientQuestion[]): Promise<Decision[]> {
  const { answers } = await gateway('POST /bridge/recipients', { body: { questions } });
  if (answers.length !== questions.length) throw new Error('The gateway left questions without an answer');
  return answers;
}

async function decided(answer: Promise<Decision>): Promise<void> {
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
