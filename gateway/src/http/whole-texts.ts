import type { FastifyInstance } from 'fastify';
import { problem } from '../errors.ts';

/** Room for the name of a field in an answer. */
const longest = 200;

/**
 * Refuses half a surrogate pair in any text that comes in a body, a form's included, as it is no character of a FHIR string (R4 datatypes,
 * `string`) and FHIR servers keep a question mark in its place. Addresses hold none: their bytes are read as UTF-8.
 */
export function refuseHalfCharacters(scope: FastifyInstance): void {
  scope.addHook('preHandler', async ({ body }) => {
    const half = halfIn(body);
    if (!half) return;
    const field = nameOf(half) || 'body';
    const fault = { field, fr: 'un caractère est coupé en deux', en: 'a character is cut in half' };
    throw problem('request-invalid', { detail: field }, [fault]);
  });
}

/** A value's name, and what it stands in. */
interface Place {
  name: string;
  around: Place | undefined;
}

/** Where half a character lies, in a text or in a name. Bodies may be deeper than functions can call each other. */
function halfIn(body: unknown): Place | undefined {
  const left: { value: unknown; at: Place }[] = [{ value: body, at: { name: '', around: undefined } }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, at } = next;
    if (typeof value === 'string' && !value.isWellFormed()) return at;
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) continue;
    for (const [name, inner] of Object.entries(value)) {
      const place = { name, around: at };
      if (!name.isWellFormed()) return place;
      left.push({ value: inner, at: place });
    }
  }
  return undefined;
}

function nameOf(place: Place): string {
  const names: string[] = [];
  for (let one = place; one.around; one = one.around) names.push(one.name);
  return names.reverse().join('.').slice(0, longest).toWellFormed();
}
