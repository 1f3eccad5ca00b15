/** E1: a kind of file that is taken, by the endings of its name. */
export interface FileKind {
  readonly endings: readonly string[];
  readonly contentType: string;
  /** How it is shown in the page; absent: download only. */
  readonly shown?: 'pdf' | 'image' | 'text' | 'rtf';
}

export const fileKinds = {
  pdf: { endings: ['pdf'], contentType: 'application/pdf', shown: 'pdf' },
  jpeg: { endings: ['jpg', 'jpeg'], contentType: 'image/jpeg', shown: 'image' },
  png: { endings: ['png'], contentType: 'image/png', shown: 'image' },
  tiff: { endings: ['tif', 'tiff'], contentType: 'image/tiff', shown: 'image' },
  text: { endings: ['txt'], contentType: 'text/plain', shown: 'text' },
  rtf: { endings: ['rtf'], contentType: 'application/rtf', shown: 'rtf' },
} as const satisfies Record<string, FileKind>;
export type FileKindName = keyof typeof fileKinds;

const names = Object.keys(fileKinds) as FileKindName[];

/** The kind that a file's name announces. */
export function kindOfName(name: string): FileKindName | undefined {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return names.find((kind) => (fileKinds[kind].endings as readonly string[]).includes(ending));
}

/** The kind of a stored document, by the content type that it was stored with; undefined for what is kept and not shown. */
export function kindOfType(contentType: string): FileKindName | undefined {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  return type === 'text/rtf' ? 'rtf' : names.find((kind) => fileKinds[kind].contentType === type);
}
