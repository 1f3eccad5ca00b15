import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Doors } from '../../demo/doors.ts';
import type { Person } from '../../demo/actors/patient.ts';
import { signInByHand } from '../../journeys/testing/portal.ts';

/** Who is at a screen: the cookies of a session, to open as many windows as a test needs. */
export type SignedInState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Signs in once by hand, and keeps the session for other windows. */
export async function sessionOf(browser: Browser, doors: Doors, person: Person): Promise<SignedInState> {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  await signInByHand(page, doors, person);
  await page.getByRole('heading', { level: 1, name: /^Bonjour/ }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

interface Look {
  language: 'fr' | 'en';
  scheme: 'light' | 'dark';
  width: number;
}

/** A window with the look that is asked for; `faults` collects what the browser complains of. */
export async function openWindow(
  browser: Browser,
  { language, scheme, width }: Look,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    ...{ viewport: { width, height: 800 }, colorScheme: scheme, reducedMotion: 'reduce' },
    ...{ locale: 'fr-FR', timezoneId: 'Europe/Paris' },
    ...options,
  });
  // Less than a test may take: what was waited for in vain is named.
  context.setDefaultTimeout(20_000);
  await context.addInitScript((kept) => localStorage.setItem('passerelle.language', kept), language);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    // An answer of 401 to somebody who is not signed in is how the portal finds that out.
    if (line.type() === 'error' && !line.text().includes('401')) faults.push(`${page.url()}: ${line.text()}`);
  });
  return { page, faults };
}
