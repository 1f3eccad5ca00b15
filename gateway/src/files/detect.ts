import { fileTypeFromBuffer } from 'file-type';
import { fileKinds, kindOfType, type FileKindName } from './kinds.ts';
import { isReadablePdf } from './pdf.ts';
import { isRtf } from './rtf.ts';
import { decodeText } from './text.ts';

/** What bytes are, whatever their name says. */
export type Detected =
  | { kind: FileKindName; readable: boolean }
  /** Some other known format, or bytes that are no text. */
  | { kind: undefined };

/** Known by their first bytes; a text is what is nothing else and holds no control characters. */
export async function detectKind(bytes: Uint8Array): Promise<Detected> {
  if (isRtf(bytes)) return { kind: 'rtf', readable: true };
  const found = await fileTypeFromBuffer(bytes);
  const kind = found ? kindOfType(found.mime) : undefined;
  if (kind === 'pdf') return { kind, readable: isReadablePdf(bytes) };
  if (found) return kind ? { kind, readable: true } : { kind: undefined };
  return bytes.length > 0 && decodeText(bytes) !== undefined ? { kind: 'text', readable: true } : { kind: undefined };
}

/** The content type of a file that came by mail, by its bytes: what patients may deposit, and archives and CDA documents. undefined: anything else. */
export async function contentTypeOf(bytes: Uint8Array): Promise<string | undefined> {
  const { kind } = await detectKind(bytes);
  if (kind) return fileKinds[kind].contentType;
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  return found === 'application/xml' ? 'text/xml' : found === 'application/zip' ? found : undefined;
}
