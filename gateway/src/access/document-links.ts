import type { Resource } from '@medplum/fhirtypes';
import { referenceParts } from './compartment.ts';

type Part = Record<string, unknown>;
type Among = (document: string) => boolean;

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

/** The document that a Reference leads to, versioned or not. */
function documentIn({ reference }: Part): string | undefined {
  const [type, id] = typeof reference === 'string' ? referenceParts(reference) : [];
  return type === 'DocumentReference' ? id : undefined;
}

function* documentsIn(value: unknown): Generator<string> {
  if (!isPart(value)) return;
  const own = documentIn(value);
  if (own !== undefined) yield own;
  for (const inner of Object.values(value)) if (isPart(inner)) yield* documentsIn(inner);
}

/**
 * Ids of the documents that a resource leads to anywhere: the links of an entry (D), evidence, what it is derived from, what came with a
 * message, other documents. Bytes are read through their document, which is all that they name.
 */
export const linksOf = (resource: Resource): string[] =>
  resource.resourceType === 'Binary' ? [] : [...documentsIn(resource)];

/**
 * The resource without what leads to documents that are not `kept`: the item of a list as a whole, such as one extension, one piece of evidence or
 * one part of a message, or a single reference.
 */
export function withLinks<R extends Resource>(resource: R, kept: Among): R {
  const gone: Among = (document) => !kept(document);
  return linksOf(resource).some(gone) ? (without(resource as unknown as Part, gone) as unknown as R) : resource;
}

/** The resource with what leads `before` to documents its writer cannot see, whatever it says of those itself. */
export function keepingLinks<R extends Resource>(resource: R, before: Resource, unseen: ReadonlySet<string>): R {
  if (unseen.size === 0) return resource;
  const own = withLinks(resource, (document) => !unseen.has(document));
  const hidden: Among = (document) => unseen.has(document);
  return withThose(own as unknown as Part, before as unknown as Part, hidden) as unknown as R;
}

const leads = (value: unknown, to: Among): boolean => documentsIn(value).some(to);

/** Lists whose items stand for those of another list (`_given`) are not thinned out: the others would move. */
const isList = (name: string, value: unknown): value is unknown[] => Array.isArray(value) && !name.startsWith('_');

/** What holds references further down, and is none of those itself. */
function isAround(value: unknown, to: Among): value is Part {
  const own = isPart(value) ? documentIn(value) : undefined;
  return isPart(value) && !Array.isArray(value) && (own === undefined || !to(own));
}

function without(part: Part, gone: Among): Part {
  const left: Part = {};
  for (const [name, value] of Object.entries(part)) {
    const rest = !leads(value, gone)
      ? value
      : isList(name, value)
        ? value.filter((item) => !leads(item, gone))
        : isAround(value, gone)
          ? without(value, gone)
          : {};
    if (rest === value || Object.keys(rest as object).length > 0) left[name] = rest;
  }
  return left;
}

function withThose(part: Part, before: Part, hidden: Among): Part {
  const whole = { ...part };
  for (const [name, value] of Object.entries(before)) {
    if (!leads(value, hidden)) continue;
    const own = whole[name];
    if (isList(name, value)) {
      const items = value.filter((item) => leads(item, hidden));
      whole[name] = Array.isArray(own) ? [...(own as unknown[]), ...items] : (own ?? items);
    } else if (isAround(value, hidden)) whole[name] = withThose(isPart(own) ? own : {}, value, hidden);
    else whole[name] ??= value;
  }
  return whole;
}
