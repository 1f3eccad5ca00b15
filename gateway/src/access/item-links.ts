import type { Resource, ResourceType } from '@medplum/fhirtypes';
import { referenceParts } from './compartment.ts';

type Part = Record<string, unknown>;
/** Of items by their places, `Type/id`. */
type Among = (place: string) => boolean;

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

/** What can be hidden in a record, or its author's alone to read, and be led to by something that is not. */
export const linkedTypes = [
  'DocumentReference',
  'Condition',
  'MedicationStatement',
  'AllergyIntolerance',
  'Immunization',
  'Observation',
  'Communication',
  'Consent',
] as const;
export type LinkedType = (typeof linkedTypes)[number];
const isLinked = (type: ResourceType | undefined): type is LinkedType => linkedTypes.some((one) => one === type);

/** Search parameters that name such an item: what answers to one tells that it leads there. */
export const namesItem = (parameter: string): boolean => parameter === 'relatesto';

/** The place of the item that a Reference leads to, versioned or not. */
function itemIn({ reference }: Part): string | undefined {
  const [type, id] = typeof reference === 'string' ? referenceParts(reference) : [];
  return isLinked(type) && id !== undefined ? `${type}/${id}` : undefined;
}

function* itemsIn(value: unknown): Generator<string> {
  if (!isPart(value)) return;
  const own = itemIn(value);
  if (own !== undefined) yield own;
  for (const inner of Object.values(value)) if (isPart(inner)) yield* itemsIn(inner);
}

/**
 * Places of the items that a resource leads to anywhere: the links of an entry (D), evidence, what it is derived from, what came with a message or
 * what it answers, other documents. Bytes are read through their document, which is all that they name.
 */
export const linksOf = (resource: Resource): string[] =>
  resource.resourceType === 'Binary' ? [] : [...itemsIn(resource)];

/**
 * The resource without what leads to items that are not `kept`: the item of a list as a whole, such as one extension, one piece of evidence or
 * one part of a message, or a single reference.
 */
export function withLinks<R extends Resource>(resource: R, kept: Among): R {
  const gone: Among = (place) => !kept(place);
  return linksOf(resource).some(gone) ? (without(resource as unknown as Part, gone) as unknown as R) : resource;
}

/** The resource with what leads `before` to items its writer cannot see, whatever it says of those itself. */
export function keepingLinks<R extends Resource>(resource: R, before: Resource, unseen: ReadonlySet<string>): R {
  if (unseen.size === 0) return resource;
  const own = withLinks(resource, (place) => !unseen.has(place));
  const hidden: Among = (place) => unseen.has(place);
  return withThose(own as unknown as Part, before as unknown as Part, hidden) as unknown as R;
}

const leads = (value: unknown, to: Among): boolean => itemsIn(value).some(to);

/** Lists whose items stand for those of another list (`_given`) are not thinned out: the others would move. */
const isList = (name: string, value: unknown): value is unknown[] => Array.isArray(value) && !name.startsWith('_');

/** What holds references further down, and is none of those itself. */
function isAround(value: unknown, to: Among): value is Part {
  const own = isPart(value) ? itemIn(value) : undefined;
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
