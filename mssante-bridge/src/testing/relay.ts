import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail that the relay took. */
export interface Relayed {
  from: string;
  to: string[];
  raw: string;
  mail: ParsedMail;
}

/** The server that mail leaves through, as a real SMTP server that can refuse. */
export interface TestRelay {
  url: string;
  taken: Relayed[];
  /** The reply to RCPT, to DATA, and at the connection, when not 250. */
  refuse: { rcpt?: [number, string]; data?: [number, string]; connect?: [number, string] };
  stop: () => Promise<void>;
}

export async function startTestRelay(): Promise<TestRelay> {
  const relay: Pick<TestRelay, 'taken' | 'refuse'> = { taken: [], refuse: {} };
  const error = (refusal: [number, string] | undefined): Error | null =>
    refusal ? Object.assign(new Error(refusal[1]), { responseCode: refusal[0] }) : null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onConnect: (_, done) => setImmediate(() => done(error(relay.refuse.connect))),
    onRcptTo: (_, __, done) => setImmediate(() => done(error(relay.refuse.rcpt))),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const refused = error(relay.refuse.data);
        if (refused) return done(refused);
        void simpleParser(raw, { keepDeliveryStatus: true }).then((mail) => {
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom ? mailFrom.address : '';
          relay.taken.push({ from, to: rcptTo.map(({ address }) => address), raw: raw.toString(), mail });
          done(null, 'Ok: queued as ABC123');
        });
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(relay, {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
