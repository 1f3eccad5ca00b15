import type { FastifyRequest } from 'fastify';
import { problem } from '../errors.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site has a person's browser send (CSRF). `SameSite=Strict` does not part one port of a host from another; these
 * headers do, and no page can write them: `Sec-Fetch-Site` (Fetch Metadata), or `Origin` in browsers without it.
 * A request with neither comes from no browser, and carries nobody's cookie by accident.
 * @throws Problem `origin-refused`
 */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  if (harmless.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const own =
    site === undefined ? origin === undefined || origin === new URL(publicUrl).origin : site === 'same-origin';
  if (!own) throw problem('origin-refused');
}
