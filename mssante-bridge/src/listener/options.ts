import type { SecureContextOptions } from 'node:tls';
import type { Log } from '../log.ts';
import type { Spool } from '../spool/spool.ts';
import type { Pace } from './connection.ts';
import type { Decisions, MailSettings } from './decisions.ts';
import type { Room } from './server.ts';

export interface ListenerOptions {
  host: string;
  port: number;
  name: string | undefined;
  tls: { context: SecureContextOptions; clientCertificates: boolean; required: boolean };
  room: Room;
  pace: Pace;
  /** Milliseconds of silence after which a connection is closed. */
  idle: number;
  messagesPerMinute: number;
}

export interface ListenerParts {
  spool: Spool;
  decisions: Decisions;
  settings: () => MailSettings | undefined;
  log: Log;
  /** A message is durable under this id. */
  received: (id: string) => void;
}
