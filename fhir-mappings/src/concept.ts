import type { Resource } from '@medplum/fhirtypes';
import type { TSchema } from 'typebox';
import type { Author } from './author.ts';
import type { Lens } from './lens.ts';
import { loosened } from './loosened.ts';
import { unreadable, type Unreadable } from './unreadable.ts';

/** An entry in its context: whose it is and who wrote it. */
export interface Recorded<E> {
  /** FHIR id of the Patient */
  readonly patient: string;
  readonly author: Author;
  readonly entry: E;
}

/** One concept of the record: what people type, and its lawful mapping to a FHIR resource. */
export interface Concept<T, R extends Resource> {
  readonly resourceType: R['resourceType'];
  /** First word of the actions and the audit, e.g. `disease` in `disease.add` */
  readonly action: string;
  /** What people may type, with its limits */
  readonly schema: TSchema;
  /** The same shape without the limits, as other software may have written it */
  readonly readSchema: TSchema;
  /** Canonicals that new resources claim */
  readonly profiles: readonly string[];
  /** Writes into `base`, which keeps all that the entry does not say; ids, tags and labels of the base stay. */
  readonly toFhir: (value: T, base?: R) => R;
  readonly fromFhir: (resource: R) => T | Unreadable;
}

interface Spec<T, R extends Resource> {
  readonly action: string;
  readonly schema: TSchema;
  readonly profiles: readonly string[];
  /** A resource of which all that varies is to be put in; what it needs to be one of ours is there */
  readonly blank: R;
  readonly lens: Lens<R, T>;
  /** More reasons not to read a resource */
  readonly refuse?: (resource: R) => Unreadable | undefined;
}

/** Whether something unknown may change the meaning of the whole resource (R4 §2.6.1.2: not to be ignored). */
const modified = (resource: object): boolean => 'modifierExtension' in resource || 'implicitRules' in resource;

/** A concept from the place of each of its parts. */
export function concept<T, R extends Resource>(spec: Spec<T, R>): Concept<T, R> {
  const { action, schema, profiles, blank, lens, refuse } = spec;
  return {
    resourceType: blank.resourceType,
    action,
    schema,
    readSchema: loosened(schema),
    profiles,
    toFhir: (value, base) => lens.put(base ?? blank, value),
    fromFhir: (resource) => {
      if (resource.resourceType !== blank.resourceType) return unreadable('resource-type');
      if (modified(resource)) return unreadable('modifier');
      return refuse?.(resource) ?? lens.get(resource);
    },
  };
}
