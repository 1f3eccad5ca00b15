import type { Concept, Recorded } from '@passerelle/fhir-mappings';
import type { Resource } from '@medplum/fhirtypes';
import { Type, type Static, type TSchema } from 'typebox';

/** FHIR id, R4 §2.24.0.1. */
export const Id = Type.String({ pattern: '^[A-Za-z0-9\\-.]{1,64}$' });
export const IdParams = Type.Object({ id: Id });

/** RPPS number of a professional: 11 digits. */
export const Rpps = Type.String({ pattern: '^[0-9]{11}$' });

/** Who wrote a thing, as people read it. */
export const Writer = Type.Object({
  kind: Type.Union([
    Type.Literal('patient'),
    Type.Literal('representative', { description: 'A legal representative of a minor' }),
    Type.Literal('professional'),
    Type.Literal('organization'),
    Type.Literal('other'),
  ]),
  name: Type.Optional(Type.String()),
  rpps: Type.Optional(Type.String()),
});
export type Writer = Static<typeof Writer>;

/** An entry as it is kept: its id, its version (for `If-Match`), who wrote it and when. */
export const Kept = <E extends TSchema>(entry: E) =>
  Type.Object({
    id: Id,
    version: Type.String(),
    author: Writer,
    updatedAt: Type.String({ description: 'Instant, ISO 8601' }),
    entry,
  });

/** An entry that other software wrote in a way that the portal cannot show in full. */
export const Foreign = Type.Object({ id: Id, author: Writer, updatedAt: Type.String(), label: Type.String() });
export type Foreign = Static<typeof Foreign>;

/** The answer to a write: where the entry is and its new version. */
export const Saved = Type.Object({ id: Id, version: Type.String() });
export type Saved = Static<typeof Saved>;

/** A list with the entries that can be shown and those that cannot. */
export const Listed = <E extends TSchema>(entry: E) =>
  Type.Object({ entries: Type.Array(Kept(entry)), foreign: Type.Array(Foreign) });

/** An entry as it is shown: other software may have written more than people may type. */
export const shown = <E, R extends Resource>(concept: Concept<Recorded<E>, R>) => Type.Unsafe<E>(concept.readSchema);
