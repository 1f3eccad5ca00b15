import type { Jobs } from '../jobs/jobs.ts';
import type { Mail, Mailer } from './mailer.ts';

/** Notices to people that must arrive even when the relay is down now. */
export interface Notices {
  /** Resolves when the notice is durable; it is then sent as soon as the relay takes it. */
  tell: (mail: Mail) => Promise<void>;
}

const queue = 'notices';

/** Sends the notices that wait, on this copy among others, and takes new ones. */
export async function startNotices(parts: {
  jobs: Jobs;
  mailer: Pick<Mailer, 'send'>;
  /** Seconds until what the relay refused is tried again, for the first time. */
  firstRetry?: number;
}): Promise<Notices> {
  const { jobs, mailer, firstRetry } = parts;
  await jobs.work<Mail>(queue, (mail) => mailer.send(mail), firstRetry ? { firstRetry } : {});
  return { tell: (mail) => jobs.add(queue, mail) };
}
