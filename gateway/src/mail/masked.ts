/** An e-mail address as its owner recognises it and nobody else learns it: `m•••@e•••.fr`. */
export function maskedEmail(address: string): string {
  const [local = '', domain = ''] = address.split('@');
  const dot = domain.lastIndexOf('.');
  return `${local.slice(0, 1)}•••@${domain.slice(0, 1)}•••${dot < 0 ? '' : domain.slice(dot)}`;
}

/** A mobile as its owner recognises it: `+33639980101` is `06 •• •• •• 01`, a number from elsewhere `+44 •••• 01`. */
export function maskedMobile(mobile: string): string {
  const [, first, last] = /^\+33(\d)\d{6}(\d\d)$/.exec(mobile) ?? [];
  return first ? `0${first} •• •• •• ${last}` : `${mobile.slice(0, 3)} •••• ${mobile.slice(-2)}`;
}
