import type { TSchema } from 'typebox';

const LIMITS = new Set(['maxLength', 'minimum', 'maximum', 'maxItems', 'not', 'dependentRequired']);

function strip(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strip);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !LIMITS.has(key))
      .map(([key, value]) => [key, key === 'type' && value === 'integer' ? 'number' : strip(value)]),
  );
}

/**
 * The schema of an entry as it may be read: same shape, without the limits that hold for what people type. Practice software
 * may have written a name of 80 characters, and people must see it.
 */
export const loosened = <S extends TSchema>(schema: S): S => strip(schema) as S;
