import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Counts and durations by route pattern, method and status: no address, no id, no name. */
export interface Metrics {
  observe(app: FastifyInstance): void;
  /** Serves `/metrics` (Prometheus text format) on loopback. */
  listen(port: number): Promise<Server>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  return {
    observe(app) {
      app.addHook('onResponse', async (request, reply) => {
        const route = request.routeOptions.url ?? 'none';
        durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      });
    },
    listen: (port) =>
      new Promise((resolve, reject) => {
        const server = createServer((request, response) => {
          if (request.url !== '/metrics') return void response.writeHead(404).end();
          void registry
            .metrics()
            .then((text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text));
        });
        server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
      }),
  };
}
