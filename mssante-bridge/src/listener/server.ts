import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { StrictConnection, type Pace } from './connection.ts';
import { replies } from './replies.ts';

/** How much at once, from all and from one client address. */
export interface Room {
  connections: number;
  connectionsPerClient: number;
}

/** smtp-server with strict connections, bounded in number by client and in time by the pace. */
export class StrictServer extends SMTPServer {
  readonly #open = new Map<string, StrictConnection>();
  readonly #perClient = new Map<string, number>();
  readonly #room: Room;
  readonly #sweep: NodeJS.Timeout;

  constructor(options: SMTPServerOptions, room: Room, pace: Pace) {
    super({ ...options, maxClients: room.connections });
    this.#room = room;
    const every = Math.min(1000, pace.command / 2, pace.data / 2);
    this.#sweep = setInterval(() => {
      for (const connection of this.#open.values()) connection.enforce(pace);
    }, every);
    this.#sweep.unref();
  }

  override connect(socket: Socket): void {
    const client = socket.remoteAddress ?? '';
    const already = this.#perClient.get(client) ?? 0;
    if (already >= this.#room.connectionsPerClient) {
      const { code, status, text } = replies.tooManyConnections;
      socket.on('error', () => socket.destroy());
      socket.end(`${code} ${status} ${text}\r\n`, () => socket.destroy());
      return;
    }
    this.#perClient.set(client, already + 1);
    const connection = new StrictConnection(this, socket);
    this.#open.set(connection.id, connection);
    socket.once('close', () => this.#leave(client, connection.id));
    this.connections.add(connection);
    connection.on('error', (error: Error) => this.emit('error', error));
    connection.init();
  }

  /** Whether a CR or an LF came alone in this session. */
  holdsBareLine(session: string): boolean {
    return this.#open.get(session)?.bareLine ?? true;
  }

  override close(callback?: () => void): void {
    clearInterval(this.#sweep);
    super.close(callback);
  }

  #leave(client: string, id: string): void {
    this.#open.delete(id);
    const left = (this.#perClient.get(client) ?? 1) - 1;
    if (left > 0) this.#perClient.set(client, left);
    else this.#perClient.delete(client);
  }
}
