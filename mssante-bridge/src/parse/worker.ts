import { parentPort } from 'node:worker_threads';
import { Unreadable, type MailContent } from './content.ts';
import { readMail } from './read-mail.ts';

/** What the worker answers to one message. */
export type Parsed = { content: MailContent } | { unreadable: string };

async function parse(bytes: Uint8Array): Promise<Parsed> {
  try {
    return { content: await readMail(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) };
  } catch (error) {
    return { unreadable: error instanceof Unreadable ? error.code : 'malformed' };
  }
}

parentPort?.on('message', (bytes: Uint8Array) => {
  void parse(bytes).then((parsed) => parentPort?.postMessage(parsed));
});
