/** An entry whose resource is JSON already: a page of resources goes out as it lies in the database. */
export interface TextEntry {
  fullUrl?: string;
  resource?: string | undefined;
  /** `search`, `request` and `response`. */
  rest: object;
}

export interface TextBundle {
  type: string;
  total?: number | undefined;
  self?: string | undefined;
  next?: string | undefined;
  entries: readonly TextEntry[];
}

/** A Bundle as JSON, made now. */
export function bundleText({ type, total, self, next, entries }: TextBundle): string {
  const link = [...(self ? [{ relation: 'self', url: self }] : []), ...(next ? [{ relation: 'next', url: next }] : [])];
  const head = {
    resourceType: 'Bundle',
    meta: { lastUpdated: new Date().toISOString() },
    type,
    ...(total === undefined ? {} : { total }),
    ...(link.length ? { link } : {}),
  };
  const entry = entries.length ? { entry: `[${entries.map(entryText).join(',')}]` } : {};
  return withTexts(head, entry);
}

const entryText = ({ fullUrl, resource, rest }: TextEntry): string =>
  withTexts({ ...(fullUrl ? { fullUrl } : {}), ...rest }, resource ? { resource } : {});

/** The JSON of `object` with further members whose values are JSON already. */
function withTexts(object: object, texts: Record<string, string>): string {
  const members = Object.entries(texts).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  const start = JSON.stringify(object).slice(1, -1);
  return `{${[...(start ? [start] : []), ...members].join(',')}}`;
}
