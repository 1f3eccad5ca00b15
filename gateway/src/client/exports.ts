import { Type, type Static } from 'typebox';
import type { RouteTable } from './route.ts';

const IdParams = Type.Object({ id: Type.String({ maxLength: 50 }) });

/** F5: a copy of a space. `done` of `total` steps; `size` in bytes once it is ready. */
export const ExportLine = Type.Object({
  id: Type.String(),
  state: Type.Union([Type.Literal('waiting'), Type.Literal('running'), Type.Literal('ready'), Type.Literal('failed')]),
  done: Type.Integer(),
  total: Type.Integer(),
  size: Type.Optional(Type.Integer()),
  digest: Type.Optional(Type.String({ description: 'SHA-256 of the file, hexadecimal' })),
  at: Type.String(),
  until: Type.String({ description: 'until when it is there' }),
});
export type ExportLine = Static<typeof ExportLine>;

export const exportRoutes = {
  'POST /api/exports': {
    summary: 'F5: has a copy of the whole space made: FHIR bundle, files, readable PDF; needs a proof',
    status: 202,
    answer: Type.Object({ id: Type.String() }),
  },
  'GET /api/exports': {
    summary: 'F5: own copies of the space that the request is for, the newest first',
    answer: Type.Object({ exports: Type.Array(ExportLine) }),
  },
  'GET /api/exports/:id': {
    summary: 'F5: how far a copy is; with toFetch, whether it can be fetched without another proof',
    params: IdParams,
    query: Type.Object({ toFetch: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
    answer: ExportLine,
  },
  'GET /api/exports/:id/file': {
    summary: 'F5: the copy, as a zip; needs a proof',
    params: IdParams,
    transfer: 'bytes',
  },
  'DELETE /api/exports/:id': { summary: 'F5: deletes a copy before its time', params: IdParams },
} as const satisfies RouteTable;
