import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { awaitMail } from '../../demo/actors/mailbox.ts';
import { people } from '../../demo/people.ts';
import { sharePasserelle, type SharedPasserelle } from '../../journeys/testing/shared.ts';
import { openBrowser } from './browser.ts';
import { openWindow, sessionOf, type SignedInState } from './patient.ts';

export const [camille] = people;
export const french = { language: 'fr', scheme: 'light', width: 1280 } as const;

/** Camille of the demo town: signed in once, with a window of her own for each test. Called within a `describe`. */
export function camilleAtHerPortal(): AtThePortal {
  const at = new AtThePortal();
  beforeAll(() => at.open(), 180_000);
  afterAll(() => at.close());
  beforeEach(() => at.freshWindow());
  return at;
}

class AtThePortal {
  passerelle!: SharedPasserelle;
  browser!: Browser;
  session!: SignedInState;
  page!: Page;

  async open(): Promise<void> {
    this.passerelle = await sharePasserelle({ demo: true });
    this.browser = await openBrowser();
    this.session = await this.signInAnew();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.passerelle.remove();
  }

  async freshWindow(): Promise<void> {
    await (this.page as Page | undefined)?.context().close();
    this.page = await this.windowWith(this.session);
  }

  signInAnew = () => sessionOf(this.browser, this.passerelle.doors, camille);
  windowWith = async (storageState: SignedInState) => (await openWindow(this.browser, french, { storageState })).page;

  /** The six digits of a mail that came after an instant, in milliseconds. */
  codeSince = (instant: number) =>
    awaitMail(this.passerelle.doors, camille.email, ({ at, text }) =>
      Date.parse(at) >= instant ? /\b(\d{6})\b/.exec(text)?.[1] : undefined,
    );

  visit = (path: string) => this.page.goto(this.passerelle.url + path);
  button = (name: string | RegExp) => this.page.getByRole('button', { name });
  told = (text: string | RegExp) => this.page.getByText(text).first().waitFor();
  closed = () => this.page.getByRole('dialog').waitFor({ state: 'detached' });
}
