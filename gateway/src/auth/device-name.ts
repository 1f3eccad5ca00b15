/** Both lists are closed: what a browser says of itself is not repeated in mails and pages. The first that fits counts. */
const browsers: [string, RegExp][] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\b(OPR|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b((Headless)?Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
];
const systems: [string, RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
];

/** A browser as its owner recognises it, `Firefox · Windows`, from its User-Agent; empty when it says nothing known. */
export function deviceName(agent = ''): string {
  const named = (known: [string, RegExp][]) => known.find(([, sign]) => sign.test(agent.slice(0, 500)))?.[0];
  return [named(browsers), named(systems)].filter(Boolean).join(' · ');
}
