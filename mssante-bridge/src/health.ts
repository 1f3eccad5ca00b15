import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the bridge is, in numbers; nothing of what it holds. */
export interface Health {
  /** The gateway was reached when last needed. */
  gateway: boolean;
  /** Mail can leave. */
  relay: boolean;
  waiting: number;
  failed: number;
}

export interface HealthDoor {
  port: number;
  stop: () => Promise<void>;
}

function answerReady(look: () => Health, answer: (status: number, body: object) => void): void {
  try {
    const health = look();
    answer(health.gateway ? 200 : 503, { status: health.gateway ? 'ready' : 'not ready', ...health });
  } catch {
    answer(503, { status: 'not ready' });
  }
}

/** `GET /health/live` and `GET /health/ready` (503 while mail can only be put off), on loopback alone. */
export async function openHealthDoor(port: number, look: () => Health): Promise<HealthDoor> {
  const server = createServer({ requestTimeout: 5000, headersTimeout: 5000 }, (request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    };
    if (request.method !== 'GET') answer(405, { status: 'method not allowed' });
    else if (request.url === '/health/live') answer(200, { status: 'live' });
    else if (request.url === '/health/ready') answerReady(look, answer);
    else answer(404, { status: 'not found' });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
