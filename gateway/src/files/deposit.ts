import { UPLOAD_LIMIT } from '@passerelle/fhir-mappings';
import { problem } from '../errors.ts';
import { detectKind } from './detect.ts';
import type { Images } from './images.ts';
import { fileKinds, kindOfName, type FileKindName } from './kinds.ts';
import { decodeText } from './text.ts';

/** A file as it is kept. */
export interface KeptFile {
  contentType: string;
  bytes: Uint8Array;
}

/**
 * E1: checks that a deposited file is what its name says, and brings it to the form in which it is kept: images drawn
 * anew as jpeg without what the camera noted, tiff as it is, text as UTF-8.
 * @throws Problem `document-too-large`, `document-type-refused`, `document-content-mismatch`, `document-unreadable`
 */
export async function acceptFile(name: string, bytes: Uint8Array, images: Images): Promise<KeptFile> {
  const announced = kindOfName(name);
  if (!announced) throw problem('document-type-refused');
  if (bytes.length > UPLOAD_LIMIT) throw problem('document-too-large', { max: { fr: '5 Mo', en: '5 MB' } });
  const found = await detectKind(bytes);
  if (found.kind !== announced) throw problem('document-content-mismatch', { expected: announced });
  if (!found.readable) throw problem('document-unreadable');
  return { contentType: keptType(announced), bytes: await keptBytes(announced, bytes, images) };
}

const keptType = (kind: FileKindName): string =>
  kind === 'png' ? fileKinds.jpeg.contentType : fileKinds[kind].contentType;

async function keptBytes(kind: FileKindName, bytes: Uint8Array, images: Images): Promise<Uint8Array> {
  switch (kind) {
    case 'png':
    case 'jpeg':
      return drawn(await images.redraw({ bytes, to: 'jpeg' }));
    case 'tiff':
      drawn(await images.redraw({ bytes, to: 'jpeg' }));
      return bytes;
    case 'text':
      return new TextEncoder().encode(decodeText(bytes) ?? '');
    case 'pdf':
    case 'rtf':
      return bytes;
  }
}

function drawn(bytes: Uint8Array | undefined): Uint8Array {
  if (!bytes) throw problem('document-unreadable');
  return bytes;
}
