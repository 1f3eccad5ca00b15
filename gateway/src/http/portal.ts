import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { problem } from '../errors.ts';

const folder = path.resolve(import.meta.dirname, '../../../portal/dist');

/** The portal's built files; any page address of it gives its first page, whose script finds the rest. */
export async function servePortal(app: FastifyInstance): Promise<void> {
  const first = path.join(folder, 'index.html');
  if (!existsSync(first)) {
    app.log.warn('the portal is not built: npm run build -w portal');
    return;
  }
  const page = await readFile(first, 'utf8');
  await app.register(serveStatic, {
    root: folder,
    wildcard: false,
    index: false,
    setHeaders: (response, file) => {
      void response.header(
        'cache-control',
        file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const asked = request.url.split('?')[0] ?? '/';
    const isPage = !/^\/(api|bridge|fhir|health|auth)(\/|$)/.test(asked) && !path.extname(asked);
    if (!isPage) throw problem('route-unknown');
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
}
