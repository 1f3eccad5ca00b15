const endings: Record<string, string> = {
  ...{ 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png', 'text/plain': 'txt' },
  ...{ 'application/rtf': 'rtf', 'text/rtf': 'rtf', 'application/xml': 'xml', 'text/xml': 'xml' },
  ...{ 'application/zip': 'zip', 'image/tiff': 'tiff', 'application/dicom': 'dcm' },
};

/** Names that Windows keeps for itself, whatever ending follows. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * Where a document lies in the copy: `files/<category>/<name>.<ending>`. Whoever named it, it unpacks inside the folder and nowhere else, on any
 * system, and no two of one `taken` are the same, in capitals or not.
 */
export function placeOf(
  { category, name, contentType }: { category: string; name: string; contentType: string },
  taken: Set<string>,
): string {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const ending = endings[type] ?? 'bin';
  for (let count = 1; ; count += 1) {
    const place = `files/${plain(category, 30)}/${plain(name, 80)}${count === 1 ? '' : ` (${count})`}.${ending}`;
    if (taken.has(place.toLowerCase())) continue;
    taken.add(place.toLowerCase());
    return place;
  }
}

/** Characters of a name that are looked at: long runs of dots would take the square of their length. */
const longest = 1000;

function plain(text: string, most: number): string {
  const clean = text
    .slice(0, longest)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = [...clean]
    .slice(0, most)
    .join('')
    .replace(/[. ]+$/g, '');
  return short === '' || reserved.test(short) ? `document ${short}`.trim() : short;
}

/** A cell as spreadsheets show it: what would begin a formula is text (OWASP, CSV injection). */
export const cell = (text: string): string => {
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replace(/"/g, '""')}"`;
};
