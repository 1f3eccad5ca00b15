/** Control characters that no text for people holds: all but tab, line feed, form feed and carriage return. */
const control = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/** A text file as text: UTF-8, or else Windows-1252, which Latin-1 files are read as (Encoding Standard §4.2). undefined: not a text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = utf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
  // Windows-1252 gives five bytes no meaning; the decoder turns them into C1 controls.
  return control.test(text) || /[\u0080-\u009f]/.test(text) ? undefined : text;
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
