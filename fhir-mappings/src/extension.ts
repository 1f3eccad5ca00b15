import type { Extension } from '@medplum/fhirtypes';
import { withElement } from './element.ts';
import type { Lens } from './lens.ts';

type Value = Omit<Extension, 'id' | 'url' | 'extension'>;

/** The extension with this canonical, if the element has one. */
export const extensionIn = (element: { extension?: Extension[] } | undefined, url: string): Extension | undefined =>
  element?.extension?.find((extension) => extension.url === url);

/** The element with one extension in the place of those of the same canonical, or with none of them. */
export function withExtension<R extends { extension?: Extension[] }>(
  element: R,
  url: string,
  value: Value | { extension: Extension[] } | undefined,
): R {
  const others = (element.extension ?? []).filter((extension) => extension.url !== url);
  return withElement(element, 'extension', value === undefined ? others : [...others, { url, ...value }]);
}

/** A value that lives in an extension. */
export const extended = <R extends { extension?: Extension[] }, T>(
  url: string,
  read: (extension: Extension) => T | undefined,
  write: (value: T) => Value,
): Lens<R, T | undefined> => ({
  get: (resource) => {
    const extension = extensionIn(resource, url);
    return extension === undefined ? undefined : read(extension);
  },
  put: (resource, value) => withExtension(resource, url, value === undefined ? undefined : write(value)),
});
