const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Dark on light with a contrast above 7:1; nothing is fetched: no picture, no font, no sheet, so that opening a mail tells nobody. */
const ink = 'color:#1b1b2f';
const text = `margin:0 0 16px;font:16px/1.5 sans-serif;${ink}`;

/** Parts of a mail; what they are given is text, never markup. */
export const html = {
  title: (words: string): string =>
    `<h1 style="margin:0 0 16px;font:bold 22px/1.3 sans-serif;${ink}">${escaped(words)}</h1>`,
  paragraph: (words: string): string => `<p style="${text}">${escaped(words)}</p>`,
  code: (label: string, value: string): string =>
    `<p style="${text}">${escaped(label)}<br><strong style="font:bold 28px/1.6 monospace;letter-spacing:2px">${escaped(value)}</strong></p>`,
  list: (lines: string[]): string =>
    `<ul style="${text};padding-left:20px">${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`,
  /** The address stands in full: who distrusts the link can read where it leads. */
  action: ({ label, url }: { label: string; url: string }): string =>
    `<p style="${text}"><a href="${escaped(url)}" style="display:inline-block;padding:12px 20px;border-radius:4px;background:#1f3f8f;color:#ffffff">${escaped(label)}</a></p>
<p style="${text};overflow-wrap:anywhere">${escaped(url)}</p>`,
  small: (words: string): string =>
    `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #c8c8d4;font:14px/1.5 sans-serif;color:#44445a">${escaped(words)}</p>`,
};

/** A page that reads on a telephone, from 320 px of width on. */
export const framed = (language: 'fr' | 'en', title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:16px;background:#ffffff"><div style="max-width:560px;margin:0 auto">
${body}
</div></body></html>
`;
