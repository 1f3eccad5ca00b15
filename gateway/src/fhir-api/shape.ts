import { problem } from '../errors.ts';
import { walk } from './walk.ts';

type Kind = 'object' | 'objects' | 'text' | 'texts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const tests: Record<Kind, (value: unknown) => boolean> = {
  object: isObject,
  objects: (value) => Array.isArray(value) && value.every(isObject),
  text: (value) => typeof value === 'string',
  texts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
};

/** Elements that the gateway itself reads, with their R4 shape, wherever they stand. All others: see elements.ts. */
const anywhere: Record<string, Kind> = {
  coding: 'objects',
  extension: 'objects',
  modifierExtension: 'objects',
  securityLabel: 'objects',
  contained: 'objects',
  attachment: 'object',
  contentType: 'text',
  hash: 'text',
  display: 'text',
  scope: 'object',
  policyRule: 'object',
  subject: 'object',
  patient: 'object',
};

/** Elements whose shape depends on the type that they stand in. */
const byType: Record<string, Record<string, Kind>> = {
  DocumentReference: { category: 'objects', content: 'objects', author: 'objects' },
  Consent: { category: 'objects', provision: 'object', performer: 'objects', dateTime: 'text', extension: 'objects' },
};
const withinProvision: Record<string, Kind> = {
  actor: 'objects',
  action: 'objects',
  period: 'object',
  extension: 'objects',
  provision: 'objects',
};
const withinActor: Record<string, Kind> = { role: 'object', reference: 'object' };
const withinMeta: Record<string, Kind> = { tag: 'objects', security: 'objects', profile: 'texts' };

/** @throws Problem `resource-invalid` naming the element that is not what R4 says it is */
export function checkShape(resource: object): void {
  const given = resource as Record<string, unknown>;
  walk(resource, (object) => {
    checkNulls(object);
    checkTexts(object);
    check(object, anywhere);
  });
  check(given, { meta: 'object', id: 'text', ...byType[String(given['resourceType'])] });
  check((given['meta'] ?? {}) as Record<string, unknown>, withinMeta);
  const provision = given['provision'] as Record<string, unknown> | undefined;
  if (given['resourceType'] !== 'Consent' || !provision) return;
  check(provision, withinProvision);
  for (const actor of (provision['actor'] ?? []) as Record<string, unknown>[]) check(actor, withinActor);
}

/** R4 json.html#null: null stands only in a list of primitive values beside the list of their extensions. HAPI fails on any other. */
function checkNulls(object: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(object)) {
    const listed = Array.isArray(value) && value.includes(null);
    const paired = name.startsWith('_') || `_${name}` in object;
    if (value === null || (listed && !paired)) throw problem('resource-invalid', { detail: `${name}: null` });
  }
}

function check(object: Record<string, unknown>, shapes: Record<string, Kind>): void {
  for (const [name, value] of Object.entries(object)) {
    const kind = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    if (kind && !tests[kind](value)) throw problem('resource-invalid', { detail: name });
  }
}

/** Characters of a FHIR string (R4 datatypes, `string`). Only bytes in base64 are longer. */
const longest = 1024 * 1024;
const inBase64 = new Set(['data', 'valueBase64Binary']);

/** NUL and half a surrogate pair are no characters of a FHIR string (R4 datatypes, `string`); some servers refuse them and others change them silently. */
function checkTexts(object: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(object)) {
    const texts = [value].flat().filter((one) => typeof one === 'string');
    if (texts.some((one) => one.includes('\u0000')))
      throw problem('resource-invalid', { detail: { fr: `${name} : caractère NUL`, en: `${name}: NUL character` } });
    if (!texts.every((one) => one.isWellFormed()))
      throw problem('resource-invalid', {
        detail: { fr: `${name} : demi-caractère`, en: `${name}: half a character` },
      });
    if (!inBase64.has(name) && texts.some(({ length }) => length > longest))
      throw problem('resource-invalid', { detail: { fr: `${name} : plus de 1 Mo`, en: `${name}: more than 1 MB` } });
  }
}
