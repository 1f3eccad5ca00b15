const tail = 2048;

/**
 * Whether bytes are a PDF that a viewer can open: header within the first kilobyte, cross-reference and end marker near
 * the end (ISO 32000-1 §7.5), and no encryption, which would ask people for a password that they do not have. Nothing is looked
 * for without bounds: see isBase64.
 */
export function isReadablePdf(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const end = text.slice(-tail);
  return (
    /%PDF-[12]\.[0-9]/.test(text.slice(0, 1024)) &&
    /startxref\s+[0-9]+\s+%%EOF/.test(end) &&
    !/\/Encrypt\s{0,999}(?:[0-9]{1,10}\s{1,999}[0-9]{1,10}\s{1,999}R|<<)/.test(text)
  );
}
