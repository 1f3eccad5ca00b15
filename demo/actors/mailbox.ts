import { setTimeout as pause } from 'node:timers/promises';
import type { Doors } from '../doors.ts';

export interface CaughtMail {
  id: string;
  at: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  inReplyTo?: string;
  references: string[];
}

/** The mails that a person received, newest first. */
export async function mailsTo(doors: Doors, address: string): Promise<CaughtMail[]> {
  const answer = await fetch(`${doors.catcherUrl}/messages?to=${encodeURIComponent(address)}`);
  return (await answer.json()) as CaughtMail[];
}

/** Waits for the mail that `found` recognises, at most 10 s; returns what it found. */
export async function awaitMail<T>(
  doors: Doors,
  address: string,
  found: (mail: CaughtMail) => T | undefined,
): Promise<T> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    for (const mail of await mailsTo(doors, address)) {
      const result = found(mail);
      if (result !== undefined) return result;
    }
    await pause(50);
  }
  throw new Error(`the mail expected by ${address} did not come`);
}
