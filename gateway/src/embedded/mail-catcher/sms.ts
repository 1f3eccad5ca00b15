import type { IncomingMessage } from 'node:http';
import type { Mailbox } from './mailbox.ts';

/** Largest body taken, in bytes. */
const limit = 64 * 1024;

/** Takes a text message as a provider would: `{to, from, text}` with a bearer token. @returns the status to answer */
export async function takeSms(mailbox: Mailbox, request: IncomingMessage): Promise<202 | 400 | 401 | 413> {
  if (!/^Bearer \S/.test(request.headers.authorization ?? '')) return 401;
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > limit) return 413;
  }
  const message = read(body);
  if (!message) return 400;
  await mailbox.takeText(message);
  return 202;
}

function read(body: string): { to: string; from: string; text: string } | undefined {
  try {
    const { to, from, text } = JSON.parse(body) as Record<string, unknown>;
    if (typeof to !== 'string' || typeof from !== 'string' || typeof text !== 'string') return undefined;
    return /^\+\d{6,15}$/.test(to) ? { to, from, text } : undefined;
  } catch {
    return undefined;
  }
}
