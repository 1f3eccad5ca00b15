import { once } from 'node:events';
import type { Server } from 'node:http';

/**
 * Ends a server: takes nothing new, lets what is under way be answered, and keeps no connection waiting for more. Node alone waits as long as
 * a client keeps one open that was in use when the end began.
 * @param patience milliseconds that answers under way may take
 */
export async function closeServer(server: Server, patience = 2_000): Promise<void> {
  const end = once(server, 'close');
  server.close();
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const late = setTimeout(() => server.closeAllConnections(), patience);
  await end;
  clearInterval(idle);
  clearTimeout(late);
}
