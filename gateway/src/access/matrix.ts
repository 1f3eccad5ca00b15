import { readFileSync } from 'node:fs';
import { Type, type Static } from 'typebox';
import { Assert } from 'typebox/value';
import type { Concept } from './action.ts';

const Rights = Type.Object(
  {
    label: Type.Object({ fr: Type.String(), en: Type.String() }),
    read: Type.Array(Type.String()),
    readOwn: Type.Array(Type.String()),
    write: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
const MatrixFile = Type.Object(
  {
    version: Type.String(),
    source: Type.String(),
    provisional: Type.Boolean(),
    professions: Type.Record(Type.String({ pattern: '^[0-9]{2,3}$' }), Rights),
  },
  { additionalProperties: false },
);

/** F6: profession (TRE_G15) × concept, and for documents × class (TRE_A03) as `document/10`. What is not written is refused. */
export type Matrix = Static<typeof MatrixFile>;

/** @throws when the file is missing or is not a matrix, so that the start stops. */
export function readMatrix(file: string | URL): Matrix {
  const matrix: unknown = JSON.parse(readFileSync(file, 'utf8'));
  Assert(MatrixFile, matrix);
  return matrix;
}

export const shippedMatrix = new URL('./matrix.json', import.meta.url);

/** Whether a profession has a right on a concept; for documents, on one class or, without a class, on any. */
export function allows(
  matrix: Matrix,
  profession: string,
  right: 'read' | 'readOwn' | 'write',
  concept: Concept,
  documentClass?: string,
): boolean {
  const granted = matrix.professions[profession]?.[right] ?? [];
  if (concept !== 'document') return granted.includes(concept);
  return documentClass === undefined
    ? documentClasses(matrix, profession, right).length > 0
    : granted.includes(`document/${documentClass}`);
}

/** The classes of documents (TRE_A03) that a profession has a right on. */
export function documentClasses(matrix: Matrix, profession: string, right: 'read' | 'readOwn' | 'write'): string[] {
  const prefix = 'document/';
  return (matrix.professions[profession]?.[right] ?? [])
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}
