import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { FhirServer } from '../fhir/server.ts';

interface Check {
  name: string;
  ok: boolean;
}

/** `/health/live`: the process answers. `/health/ready`: what it needs answers too; 503 names what does not, and nothing more. */
export function serveHealth(app: FastifyInstance, parts: { database: Database; fhir: FhirServer }): void {
  app.get('/health/live', { schema: { hide: true } }, () => ({ status: 'ok' }));
  app.get('/health/ready', { schema: { hide: true } }, async (_request, reply) => {
    const checks = await Promise.all([
      checked('database', () => sql`select 1`.execute(parts.database)),
      checked('fhir-server', () => parts.fhir.capabilities()),
    ]);
    const ready = checks.every(({ ok }) => ok);
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ok' : 'unavailable',
      checks: Object.fromEntries(checks.map(({ name, ok }) => [name, ok ? 'ok' : 'unavailable'])),
    });
  });
}

async function checked(name: string, ask: () => Promise<unknown>): Promise<Check> {
  try {
    await ask();
    return { name, ok: true };
  } catch {
    return { name, ok: false };
  }
}
