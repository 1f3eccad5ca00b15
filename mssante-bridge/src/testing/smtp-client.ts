import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

const REPLY = /^(?:\d{3}-[^\r\n]*\r\n)*\d{3}(?: [^\r\n]*)?\r\n/;

/** A conversation with an SMTP server, byte by byte: what a mail library would never send can be sent. */
export interface Conversation {
  write: (bytes: string | Buffer) => void;
  /** The next reply, of all its lines; rejects when the server closes without one. */
  reply: () => Promise<string>;
  /** Sends a line and answers with the reply. */
  say: (line: string) => Promise<string>;
  /** Settles when the server has closed. */
  closed: Promise<void>;
  end: () => void;
  /** Goes on inside TLS; answers with the protocol. */
  secure: () => Promise<string>;
}

/** Connects and greets; `hello` is left out when empty. */
export async function converse(port: number, hello = 'EHLO hopital.test'): Promise<Conversation> {
  let socket: Socket = connect(port, '127.0.0.1');
  let buffer = '';
  let over = false;
  let wake = (): void => undefined;
  const closed = new Promise<void>((resolve) => listenTo(socket, resolve));
  function listenTo(source: Socket, ended: () => void): void {
    source.on('data', (chunk: Buffer) => {
      buffer += chunk.toString('latin1');
      wake();
    });
    source.on('error', () => undefined);
    source.on('close', () => {
      over = true;
      wake();
      ended();
    });
  }
  const reply = async (): Promise<string> => {
    for (;;) {
      const found = REPLY.exec(buffer)?.[0];
      if (found) {
        buffer = buffer.slice(found.length);
        return found.trimEnd();
      }
      if (over) throw new Error(`closed after ${JSON.stringify(buffer)}`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const write = (bytes: string | Buffer): void => void socket.write(bytes);
  const say = (line: string): Promise<string> => {
    write(`${line}\r\n`);
    return reply();
  };
  const secure = async (): Promise<string> => {
    socket.removeAllListeners('data');
    const inner = connectTls({ socket, rejectUnauthorized: false });
    await new Promise((resolve, reject) => inner.once('secureConnect', resolve).once('error', reject));
    listenTo(inner, () => undefined);
    socket = inner;
    return inner.getProtocol() ?? '';
  };
  await reply();
  if (hello) await say(hello);
  return { write, reply, say, closed, end: () => socket.destroy(), secure };
}

/** A small letter as bytes on the wire, its final dot included. */
export function letter(fields: Record<string, string> = {}, body = 'Bonjour'): string {
  const all = {
    From: 'Dr Martin <dr.martin@hopital.test>',
    Subject: 'Lettre',
    'Message-ID': '<1@hopital.test>',
    ...fields,
  };
  const header = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${header.join('')}\r\n${body}\r\n.\r\n`;
}
