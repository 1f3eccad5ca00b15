import type { Attachment, DocumentReference, DocumentReferenceContent } from '@medplum/fhirtypes';
import { codingOf, nos } from './coding.ts';
import { withKey, withoutKeys } from './element.ts';
import type { Lens } from './lens.ts';
import { unreadable, type Unreadable } from './unreadable.ts';

/** E1. The formats that a patient may deposit, as they are kept (png becomes jpeg), with the format code of each. */
export const UPLOAD_FORMATS = {
  'application/pdf': { extensions: ['pdf'], format: 'urn:ihe:iti:xds-sd:pdf:2008' },
  'image/jpeg': { extensions: ['jpg', 'jpeg', 'png'], format: 'urn:ihe:iti-fr:xds-sd:jpeg:2010' },
  'image/tiff': { extensions: ['tif', 'tiff'], format: 'urn:ihe:iti-fr:xds-sd:tiff:2010' },
  'text/plain': { extensions: ['txt'], format: 'urn:ihe:iti:xds-sd:text:2008' },
  'application/rtf': { extensions: ['rtf'], format: 'urn:ihe:iti-fr:xds-sd:rtf:2010' },
} as const satisfies Record<string, { extensions: readonly string[]; format: string }>;

/** E1. The size of a patient's file, in bytes. */
export const UPLOAD_LIMIT = 5_000_000;

const ANY_FORMAT = 'urn:ihe:iti:xds:2017:mimeTypeSufficient';

/** The format code that follows from a type of content, when it is not said. */
export function formatOf(contentType: string): string {
  const known: Readonly<Record<string, { format: string }>> = UPLOAD_FORMATS;
  return (Object.hasOwn(known, contentType) ? known[contentType]?.format : undefined) ?? ANY_FORMAT;
}

const formatCoding = (code: string) =>
  codingOf(nos(code.startsWith('urn:ihe:iti:') ? 'TRE_A11-IheFormatCode' : 'TRE_A06-FormatCodeComplementaire'), code);

/** The one file of a document (MHD: exactly one content). */
function contentOf({ content }: DocumentReference): DocumentReferenceContent | Unreadable {
  const [only, ...more] = content;
  if (more.length > 0) return unreadable('several-files');
  return only ?? unreadable('no-file');
}

const change = (
  resource: DocumentReference,
  into: (content: DocumentReferenceContent) => DocumentReferenceContent,
): DocumentReference => ({
  ...resource,
  content: [into(resource.content[0] ?? { attachment: {} }), ...resource.content.slice(1)],
});

const onFile = <T>(
  read: (attachment: Attachment) => T | Unreadable,
  write: (attachment: Attachment, value: T) => Attachment,
): Lens<DocumentReference, T> => ({
  get: (resource) => {
    const content = contentOf(resource);
    return 'unreadable' in content ? content : read(content.attachment);
  },
  put: (resource, value) =>
    change(resource, (content) => ({ ...content, attachment: write(content.attachment, value) })),
});

export const size = onFile<number | undefined>(
  (attachment) => attachment.size,
  (attachment, value) => withKey(attachment, 'size', value),
);

export const hash = onFile<string | undefined>(
  (attachment) => (/^[A-Za-z0-9+/]{27}=$/.test(attachment.hash ?? '') ? attachment.hash : undefined),
  (attachment, value) => withKey(attachment, 'hash', value),
);

/** Where the bytes are: our own Binary, never another address nor bytes inside. */
export const binary = onFile<string>(
  ({ url = '', data }) => {
    const [, id] = /^Binary\/([A-Za-z0-9\-.]{1,64})$/.exec(url) ?? [];
    return id === undefined || data !== undefined ? unreadable('no-file') : id;
  },
  (attachment, id) => withKey(withoutKeys(attachment, ['data']), 'url', `Binary/${id}`),
);

/** The title of the file, or else the description. */
export const documentName: Lens<DocumentReference, string> = {
  get: (resource) => {
    const content = contentOf(resource);
    if ('unreadable' in content) return content;
    const texts = [content.attachment.title, resource.description];
    return texts.find((text) => text !== undefined && text.trim() !== '') ?? unreadable('no-name');
  },
  put: (resource, name) =>
    change(resource, (content) => ({ ...content, attachment: withKey(content.attachment, 'title', name) })),
};

/** Another type of content has another format: put this before `format`. */
export const contentType: Lens<DocumentReference, string> = {
  get: (resource) => {
    const content = contentOf(resource);
    return 'unreadable' in content ? content : (content.attachment.contentType ?? unreadable('no-file'));
  },
  put: (resource, type) =>
    change(resource, (content) => ({
      ...content,
      attachment: { ...content.attachment, contentType: type },
      format: formatCoding(formatOf(type)),
    })),
};

/** The format code, where it is not the one that follows from the type of content. */
export const format: Lens<DocumentReference, string | undefined> = {
  get: (resource) => {
    const content = contentOf(resource);
    if ('unreadable' in content) return content;
    const code = content.format?.code;
    return code === formatOf(content.attachment.contentType ?? '') ? undefined : code;
  },
  put: (resource, code) =>
    change(resource, (content) => ({
      ...content,
      format: formatCoding(code ?? formatOf(content.attachment.contentType ?? '')),
    })),
};
