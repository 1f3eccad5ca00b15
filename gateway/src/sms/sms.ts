import { Agent, request } from 'undici';
import { problem } from '../errors.ts';

/** A text to one mobile. No health data: it leaves what we protect. */
export interface SmsText {
  /** International form: `+336…` */
  to: string;
  text: string;
}

/** Sends at once, as a mailer does. */
export interface Sms {
  /** Resolves when the provider has taken it; ends within 5 s. @throws Problem `sms-unavailable` */
  send: (message: SmsText) => Promise<void>;
}

const deadline = 5_000;
/** Bytes of an answer that are read; the rest is not waited for. */
const largestAnswer = 64 * 1024;

/**
 * A provider of text messages that takes `POST {to, from, text}` as JSON with a bearer token, and answers 2xx. A redirection is not
 * followed: the token and the number are for this address alone.
 */
export function createSms(options: { url: string; token: string; sender: string }): Sms {
  const dispatcher = new Agent({ connections: 4, maxResponseSize: largestAnswer });
  const headers = { authorization: `Bearer ${options.token}`, 'content-type': 'application/json' };
  return {
    send: async ({ to, text }) => {
      const body = JSON.stringify({ to, from: options.sender, text });
      const signal = AbortSignal.timeout(deadline);
      try {
        const answer = await request(options.url, { method: 'POST', headers, body, dispatcher, signal });
        await answer.body.arrayBuffer();
        if (answer.statusCode < 200 || answer.statusCode > 299) throw new Error(`answered ${answer.statusCode}`);
      } catch (error) {
        throw problem('sms-unavailable', {}, [], error);
      }
    },
  };
}
