/** An address as logs may show it: a patient's local part is an INS, so digits in number are hidden, whole. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at)];
  return /\d{5}/.test(local) ? `***${domain}` : address;
}

/** Free text (a relay's words, an error's message) with everything that may be an insured number hidden, however it is spaced. */
export function maskText(text: string): string {
  return text.replace(/[12478](?:[\s.\-_]?[0-9ABab]){12,14}/g, '***');
}
