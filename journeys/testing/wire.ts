import { connect } from 'node:net';
import type { Doors } from '../../demo/doors.ts';

/** Sends bytes to the gateway as no client would, and gives the first answer as it came. */
export async function sendRaw({ url }: Doors, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.setTimeout(10_000, () => socket.destroy());
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(bytes);
  await closed;
  return answer;
}

/**
 * Says the lines of a mail to the bridge as they stand, and gives its last answer: the first refusal, or what it said to the content.
 * @param content the message on the wire, without its final dot
 */
export async function sayMail(
  { smtpPort }: Doors,
  { from, to, content = '' }: { from: string; to: string; content?: string },
): Promise<string> {
  const socket = connect(smtpPort, '127.0.0.1');
  socket.setTimeout(20_000, () => socket.destroy(new Error('the bridge is silent')));
  const answers = replies(socket);
  const hear = async (): Promise<string> => (await answers.next()).value ?? '';
  const say = async (bytes: string): Promise<string> => {
    socket.write(bytes, 'latin1');
    return hear();
  };
  try {
    await hear();
    let answer = await say('EHLO hopital.example\r\n');
    for (const line of [`MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA', `${content}\r\n.`]) {
      answer = await say(`${line}\r\n`);
      if (/^[45]/.test(answer)) break;
    }
    return answer;
  } finally {
    socket.destroy();
  }
}

/** RFC 5321 §4.2: a reply ends with a line whose code is followed by a space. */
async function* replies(socket: AsyncIterable<Buffer>): AsyncGenerator<string, undefined> {
  let heard = '';
  for await (const chunk of socket) {
    heard += chunk.toString('latin1');
    for (let end = /^\d{3} .*\r\n/m.exec(heard); end; end = /^\d{3} .*\r\n/m.exec(heard)) {
      yield end[0].trimEnd();
      heard = heard.slice(end.index + end[0].length);
    }
  }
  return undefined;
}
