import { once } from 'node:events';
import type { Server } from 'node:http';

/**
 * Ends a server: takes nothing new and lets what is under way be answered. Node alone would wait as long as a client keeps its connection after
 * that answer, or has opened one and asked nothing yet, as pools do.
 * @param patience milliseconds after which every connection is cut
 */
export async function closeServer(server: Server, patience = 2_000): Promise<void> {
  const end = once(server, 'close');
  server.close();
  const answered = setInterval(() => server.closeIdleConnections(), 20);
  const late = setTimeout(() => server.closeAllConnections(), patience);
  await end;
  clearInterval(answered);
  clearTimeout(late);
}
