import { problem } from '../errors.ts';
import type { KeptFile } from './deposit.ts';
import { detectKind } from './detect.ts';
import type { Images } from './images.ts';
import { fileKinds, kindOfType } from './kinds.ts';
import { rtfText } from './rtf.ts';
import { decodeText } from './text.ts';

/**
 * E6: a stored file in a form that a page can show: PDF as it is, images drawn anew, text and RTF as UTF-8. What it is stored as is believed
 * only when the bytes agree: software of others wrote some of them.
 * @throws Problem `document-not-shown` for what can only be downloaded, `document-unreadable`
 */
export async function viewOf({ contentType, bytes }: KeptFile, images: Images): Promise<KeptFile> {
  const kind = kindOfType(contentType);
  const shown = kind && fileKinds[kind].shown;
  if (!shown) throw problem('document-not-shown');
  if ((await detectKind(bytes)).kind !== kind) throw problem('document-unreadable');
  if (shown === 'pdf') return { contentType, bytes };
  if (shown === 'image') return picture(kind === 'jpeg' ? 'jpeg' : 'png', bytes, images);
  const text = shown === 'rtf' ? rtfText(bytes) : (decodeText(bytes) ?? '');
  return { contentType: 'text/plain; charset=utf-8', bytes: new TextEncoder().encode(text) };
}

async function picture(to: 'jpeg' | 'png', bytes: Uint8Array, images: Images): Promise<KeptFile> {
  const drawn = await images.redraw({ bytes, to });
  if (!drawn) throw problem('document-unreadable');
  return { contentType: `image/${to}`, bytes: drawn };
}
