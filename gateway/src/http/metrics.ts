import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../errors.ts';

/** Counts and durations by route pattern, method and status: no address, no id, no name. */
export interface Metrics {
  observe(app: FastifyInstance): void;
  /** Counts a caller who was refused before being known. */
  callerRefused(code: ErrorCode): void;
  /** Counts an answer that took longer than the time that was to hide what it looked up. */
  overran(): void;
  /** Counts a new password that could not be compared with the list of breached ones. */
  breachListMissed(): void;
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
  const refusals = new Counter({
    name: 'callers_refused_total',
    help: 'Callers refused before they were known, by code of the refusal (docs/errors.md)',
    labelNames: ['code'],
    registers: [registry],
  });
  const overruns = new Counter({
    name: 'steady_overrun_total',
    help: 'Answers slower than the duration that was to hide whether something exists',
    registers: [registry],
  });
  const missed = new Counter({
    name: 'breach_list_missed_total',
    help: 'New passwords that could not be compared with the list of breached ones',
    registers: [registry],
  });
  return {
    breachListMissed: () => missed.inc(),
    overran: () => overruns.inc(),
    callerRefused: (code) => refusals.inc({ code }),
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
