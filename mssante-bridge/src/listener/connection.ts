import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js';
import { lineGuard } from './line-guard.ts';
import { replies, type Reply } from './replies.ts';

const MAX_COMMAND_BYTES = 1024;
const MAX_ERRORS = 20;
const NOT_IMPLEMENTED = new Set(['VRFY', 'EXPN', 'HELP', 'AUTH', 'TURN', 'ETRN', 'BDAT', 'XCLIENT', 'XFORWARD']);
const SOURCE_ROUTE = /^(?:MAIL\s+FROM|RCPT\s+TO)\s*:\s*<\s*@/i;

/** How long, in milliseconds, one command and one message may take. */
export interface Pace {
  command: number;
  data: number;
}

/** smtp-server's connection, with what it lets pass refused: bare line ends, long lines, source routes, endless trickles. */
export class StrictConnection extends SMTPConnection {
  /** A CR or an LF came alone: nothing after it can be trusted. */
  bareLine = false;
  #since = performance.now();
  #errors = 0;

  /** Every byte passes the guard before it is parsed; after STARTTLS there is a new parser, and a new guard with it. */
  override _createParser(): ReturnType<SMTPConnection['_createParser']> {
    const parser = super._createParser();
    const broken = lineGuard();
    const write = parser._write.bind(parser);
    let inside = false;
    parser._write = (chunk, encoding, next) => {
      // The parser calls itself with the rest of a chunk: those bytes were seen.
      if (!inside && broken(chunk)) this.bareLine = true;
      inside = true;
      write(chunk, encoding, (error) => {
        inside = false;
        next(error);
      });
    };
    return parser;
  }

  override _onCommand(command: Buffer, callback?: () => void): void {
    this.#since = performance.now();
    const refusal = this.#refusal(command);
    if (!refusal) {
      super._onCommand(command, callback);
      return;
    }
    this.reply(refusal);
    if (this.bareLine) this.close();
    // Never in the same turn: a chunk full of refused commands would keep the others waiting.
    setImmediate(() => this._whenWritable(callback ?? (() => undefined)));
  }

  #refusal(command: Buffer): Reply | undefined {
    if (!this._ready || this._upgrading) return undefined;
    if (this.bareLine) return replies.bareLine;
    if (command.length > MAX_COMMAND_BYTES) return replies.lineTooLong;
    const line = command.toString('latin1');
    if (SOURCE_ROUTE.test(line)) return replies.sourceRoute;
    const verb = line.split(' ', 1)[0] ?? '';
    return NOT_IMPLEMENTED.has(verb.toUpperCase()) ? replies.notImplemented : undefined;
  }

  override _validateMailParams(
    ...parsed: Parameters<SMTPConnection['_validateMailParams']>
  ): ReturnType<SMTPConnection['_validateMailParams']> {
    const fault = super._validateMailParams(...parsed);
    const { code, status, text } = replies.tooLarge;
    return fault?.code === code ? { code, message: `${status} ${text}`, enhancedCode: null } : fault;
  }

  /** Counts what it refuses: who tries addresses one after the other is cut off. Every reply restarts the client's time. */
  override send(code: number, text?: string | string[] | null, context?: string | false): void {
    this.#since = performance.now();
    if (code >= 500 && code < 600 && ++this.#errors > MAX_ERRORS) this.reply(replies.tooManyErrors);
    else super.send(code, text, context);
  }

  reply({ code, status, text }: Reply): void {
    this.send(code, `${status} ${text}`, false);
  }

  /** Ends the connection when its command, or its message, takes too long: trickled bytes keep the idle timeout quiet. */
  enforce(pace: Pace): void {
    const inData = this._parser && this._parser._dataMode;
    const waitsForUs = this._handlerPending || (this._dataStream && !inData);
    if (!this._ready || waitsForUs) return;
    if (performance.now() - this.#since > (inData ? pace.data : pace.command)) this.reply(replies.tooSlow);
  }
}
