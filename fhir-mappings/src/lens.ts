import { equal } from './equal.ts';
import { isUnreadable, unreadable, type Unreadable, type UnreadableReason } from './unreadable.ts';

/**
 * A value in its place in a resource. `put` is only called with a value that differs from what `get` reads, so that an
 * element that nobody changed keeps all that it holds.
 */
export interface Lens<R, T> {
  readonly get: (resource: R) => T | Unreadable;
  readonly put: (resource: R, value: T) => R;
}

/** A lens on an object, some of whose keys may live in the same element. */
export interface ObjectLens<R, T extends object> extends Lens<R, T> {
  readonly keys: readonly string[];
}

type Optional<T, K extends keyof T> = Record<never, never> extends Pick<T, K> ? undefined : never;
type Fields<R, T> = { readonly [K in keyof T]-?: Lens<R, T[K] | Optional<T, K>> };

/** Puts a value, unless it is what the resource already says. */
export const settle = <R, T>(lens: Lens<R, T>, resource: R, value: T): R =>
  equal(lens.get(resource), value) ? resource : lens.put(resource, value);

/** One lens for each key: the object is read when each of them is. A key whose value is undefined is left out. */
export function fields<R, T extends object>(lenses: Fields<R, T>): ObjectLens<R, T> {
  const keys = Object.keys(lenses) as (keyof T & string)[];
  const lensOf = (key: keyof T & string) => lenses[key] as Lens<R, T[keyof T & string] | undefined>;
  return {
    keys,
    get: (resource) => {
      const read: Partial<T> = {};
      for (const key of keys) {
        const value = lensOf(key).get(resource);
        if (isUnreadable(value)) return value;
        if (value !== undefined) read[key] = value;
      }
      return read as T;
    },
    put: (resource, value) => keys.reduce((current, key) => settle(lensOf(key), current, value[key]), resource),
  };
}

function pick<T extends object>(value: T, keys: readonly string[]): T {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key))) as T;
}

/** Two lenses on different keys of one object. */
export function join<R, A extends object, B extends object>(
  one: ObjectLens<R, A>,
  other: ObjectLens<R, B>,
): ObjectLens<R, A & B> {
  return {
    keys: [...one.keys, ...other.keys],
    get: (resource) => {
      const first = one.get(resource);
      if (isUnreadable(first)) return first;
      const second = other.get(resource);
      return isUnreadable(second) ? second : { ...first, ...second };
    },
    put: (resource, value) =>
      settle(other, settle(one, resource, pick<A>(value, one.keys)), pick<B>(value, other.keys)),
  };
}

/** The same place, where nothing found is a reason not to read the resource. */
export const required = <R, T>(lens: Lens<R, T | undefined>, reason: UnreadableReason): Lens<R, T> => ({
  get: (resource) => {
    const value = lens.get(resource);
    return value === undefined ? unreadable(reason) : value;
  },
  put: lens.put,
});
