/** Has the browser keep a file that was fetched: a link that it follows by itself would not name the space. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  // Revoked at once, some browsers would have nothing left to save.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
