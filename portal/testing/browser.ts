import type { Browser } from 'playwright-core';

/** A headless browser that talks to nobody but the pages under test. */
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-gpu'];

/** Flags of a serverless function that a test must not have: one crash for all pages, and no same-origin rule. */
const refused =
  /^--(single-process|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|headless|(in-process|use|ignore)-(gpu|gl|angle)|enable-unsafe-swiftshader)/;

/**
 * A real Chromium, from npm alone: no system package is needed. The caller closes it.
 * The variable is what makes `@sparticuz/chromium` unpack the shared libraries that a bare machine lacks; it is read at import.
 */
export async function openBrowser(): Promise<Browser> {
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  const { default: bundled } = await import('@sparticuz/chromium');
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: await bundled.executablePath(),
    args: [...bundled.args.filter((flag) => !refused.test(flag)), ...quiet],
    headless: true,
  });
}
