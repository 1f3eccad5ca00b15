import type { Jobs } from '../jobs/jobs.ts';
import type { Mail, Mailer } from './mailer.ts';

/** Notices to people that must arrive even when the relay is down now. */
export interface Notices {
  /** Resolves when the notice is durable; it is then sent as soon as the relay takes it. */
  tell: (mail: Mail) => Promise<void>;
}

const queue = 'notices';

/** Sends the notices that wait, on this copy among others, and takes new ones. */
export async function startNotices({ jobs, mailer }: { jobs: Jobs; mailer: Mailer }): Promise<Notices> {
  await jobs.work<Mail>(queue, (mail) => mailer.send(mail));
  return { tell: (mail) => jobs.add(queue, mail) };
}
