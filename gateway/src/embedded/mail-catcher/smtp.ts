import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Mailbox } from './mailbox.ts';

/** Largest mail taken; the largest that the gateway may send is 25 MB. */
const limit = 40 * 1024 * 1024;

/** Takes every mail, for anybody. */
export async function listenForMail(mailbox: Mailbox, port: number, host: string) {
  const server = new SMTPServer({
    banner: 'mail catcher: nothing is delivered',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: limit,
    closeTimeout: 500,
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      gather(stream)
        .then((bytes) => mailbox.take(bytes, recipients))
        .then(
          () => done(),
          () => done(Object.assign(new Error('This mail cannot be kept'), { responseCode: 451 })),
        );
    },
  });
  server.on('error', () => undefined);
  server.listen(port, host);
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
  };
}

async function gather(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) throw new Error('too large');
  return Buffer.concat(chunks);
}
