import { Type, type Static } from 'typebox';
import type { RouteTable } from './route.ts';
import { Id, IdParams, Saved, Writer } from './shapes.ts';

/** E3. The keys of the nine categories. */
export const Category = Type.Union([
  Type.Literal('summary'),
  Type.Literal('prescription'),
  Type.Literal('imaging'),
  Type.Literal('biology'),
  Type.Literal('report'),
  Type.Literal('prevention'),
  Type.Literal('certificate'),
  Type.Literal('other'),
  Type.Literal('administrative'),
]);
export type Category = Static<typeof Category>;

/** What E2 asks for: name of at most 50 characters without @ - > ? / [ * # ] % ~ + € $ ! =, date, category, visibility. */
export const DocumentDetails = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 50, pattern: '^[^@\\->?/\\[*#\\]%~+€$!=]+$' }),
    date: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
    category: Category,
    hidden: Type.Boolean({ description: 'Hidden from professionals, its author excepted (E4)' }),
  },
  { additionalProperties: false },
);
export type DocumentDetails = Static<typeof DocumentDetails>;

export const DocumentLine = Type.Object({
  id: Id,
  version: Type.String(),
  name: Type.String(),
  date: Type.String(),
  category: Category,
  hidden: Type.Boolean(),
  author: Writer,
  contentType: Type.String(),
  size: Type.Integer({ description: 'bytes' }),
  addedAt: Type.String(),
});
export type DocumentLine = Static<typeof DocumentLine>;

export const Consultation = Type.Object({
  at: Type.String(),
  who: Type.String(),
  profession: Type.Optional(Type.String()),
  action: Type.String(),
  emergency: Type.Boolean(),
  reason: Type.Optional(Type.String()),
});
export type Consultation = Static<typeof Consultation>;

export const documentRoutes = {
  'GET /api/documents': {
    summary: 'E5: documents, filtered, sorted and in pages of 20',
    query: Type.Object({
      category: Type.Optional(Category),
      search: Type.Optional(Type.String({ maxLength: 50 })),
      sort: Type.Optional(
        Type.Union([
          Type.Literal('date'),
          Type.Literal('-date'),
          Type.Literal('name'),
          Type.Literal('-name'),
          Type.Literal('author'),
          Type.Literal('-author'),
        ]),
      ),
      page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    }),
    answer: Type.Object({ documents: Type.Array(DocumentLine), total: Type.Integer(), pages: Type.Integer() }),
  },
  'POST /api/documents': {
    summary: 'E1, E2: deposit a document: the parts name, date, category, hidden, then file (5 MB at most)',
    transfer: 'multipart',
    body: DocumentDetails,
    answer: Saved,
    status: 201,
  },
  'GET /api/documents/:id': { summary: 'One document, without its bytes', params: IdParams, answer: DocumentLine },
  'GET /api/documents/:id/content': { summary: 'E6: the file', params: IdParams, transfer: 'bytes' },
  'GET /api/documents/:id/view': {
    summary: 'E6: what can be shown in the page: PDF, image (TIFF as PNG) or text (RTF as text)',
    params: IdParams,
    transfer: 'bytes',
  },
  'PUT /api/documents/:id': {
    summary: 'E6, F: change name, date, category or visibility',
    params: IdParams,
    body: DocumentDetails,
    answer: Saved,
    versioned: true,
  },
  'DELETE /api/documents/:id': { summary: 'E6: delete a document', params: IdParams, versioned: true },
  'GET /api/documents/:id/consultations': {
    summary: 'E7: who consulted it, and when, newest first',
    params: IdParams,
    answer: Type.Object({ consultations: Type.Array(Consultation) }),
  },
} as const satisfies RouteTable;
