import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import { requireProof } from '../auth/proof.ts';
import { exportRoutes } from '../client/exports.ts';
import { asking } from '../entries/asking.ts';
import { register } from '../http/routes.ts';
import type { ExportParts } from './parts.ts';
import { askExport, exportFile, listExports, readExport, readyExport, removeExport } from './use-cases.ts';

/** F5 under `/api/exports`: copies of a whole space. */
export function serveExports(app: FastifyInstance, parts: ExportParts): void {
  register<typeof exportRoutes, PatientCaller>(app, exportRoutes, {
    'POST /api/exports': async (given) => {
      await requireProof(parts, given.caller);
      return askExport(parts, asking(given));
    },
    'GET /api/exports': async (given) => ({ exports: await listExports(parts, asking(given)) }),
    'GET /api/exports/:id': async (given) => {
      if (!given.query.toFetch) return readExport(parts, asking(given), given.params.id);
      await requireProof(parts, given.caller);
      return readyExport(parts, asking(given), given.params.id);
    },
    'GET /api/exports/:id/file': async (given) => {
      await requireProof(parts, given.caller);
      const { size, at, bytes } = await exportFile(parts, asking(given), given.params.id);
      return given.exchange.reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="passerelle-${at.toISOString().slice(0, 10)}.zip"`)
        .header('content-length', size)
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff')
        .send(Readable.from(bytes, { objectMode: false }));
    },
    'DELETE /api/exports/:id': (given) => removeExport(parts, asking(given), given.params.id),
  });
}
