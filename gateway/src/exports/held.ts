/**
 * What is copied, without the references to documents that the copy does not hold, at whatever depth: of a document that is hidden from who takes
 * the copy (C4) no id goes along. What means nothing without its reference goes as well: an extension, an entry of a list.
 * @returns undefined when nothing is left
 */
export function withoutUnheld(value: unknown, holds: (document: string) => boolean): unknown {
  if (Array.isArray(value)) {
    const left = value.map((one) => withoutUnheld(one, holds)).filter((one) => one !== undefined);
    return left.length === 0 && value.length > 0 ? undefined : left;
  }
  if (typeof value !== 'object' || value === null) return value;
  const named = documentIn((value as { reference?: unknown }).reference);
  if (named !== undefined && !holds(named)) return undefined;
  const before = Object.entries(value);
  const after = before
    .map(([key, part]) => [key, withoutUnheld(part, holds)] as const)
    .filter(([, part]) => part !== undefined);
  const isBare = after.length < before.length && after.every(([key]) => key === 'url' || key === 'id');
  return isBare ? undefined : Object.fromEntries(after);
}

const documentIn = (reference: unknown): string | undefined =>
  typeof reference === 'string'
    ? /(?:^|\/)DocumentReference\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/|$)/.exec(reference)?.[1]
    : undefined;
