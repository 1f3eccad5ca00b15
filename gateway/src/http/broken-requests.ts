import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { problem, type ErrorCode } from '../errors.ts';
import { problemBody } from './problems.ts';
import { securityHeaders } from './security-headers.ts';

/** By Node's codes (nodejs.org/api/http.html#event-clienterror); what is none of these could not be read as HTTP. */
const codes: Partial<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-too-slow',
};

/** Answers what broke off before it was a request, where no hook and no route is reached: our body, our headers, and the connection ends. */
export function answerBroken({ code }: ConnectionError, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const refusal = problem(codes[code] ?? 'request-unreadable');
  const reference = randomUUID();
  const body = JSON.stringify(problemBody(refusal, reference));
  const headers = {
    ...securityHeaders,
    'x-request-id': reference,
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const { status } = refusal.row;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
