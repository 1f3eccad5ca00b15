/** A copy of the element without the keys, nor what JSON keeps beside them. */
export function withoutKeys<R extends object>(element: R, keys: readonly string[]): R {
  return Object.fromEntries(Object.entries(element).filter(([key]) => !keys.includes(key.replace(/^_/, '')))) as R;
}

/** As `withKey`, for the parts that many types of resource share, whose elements the compiler cannot name. */
export function withElement<R extends object>(element: R, key: string, value: unknown): R {
  const others = withoutKeys(element, [key]);
  return value === undefined || (Array.isArray(value) && value.length === 0) ? others : { ...others, [key]: value };
}

/**
 * A copy of the element with one key set, or taken away when the value is undefined or an empty list. What JSON keeps
 * beside a primitive value (`_key`: its extensions, R4 §2.6.2.2) goes with the value that it was about.
 */
export const withKey = <R extends object, K extends keyof R & string>(element: R, key: K, value: R[K] | undefined): R =>
  withElement(element, key, value);
