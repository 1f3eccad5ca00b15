import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../../demo/people.ts';
import type { Passerelle } from '../../journeys/testing/passerelle.ts';
import { sharePasserelle } from '../../journeys/testing/shared.ts';
import { openBrowser } from './browser.ts';
import { openWindow, sessionOf, type SignedInState } from './patient.ts';
import { wrongWith } from './wrong-with.ts';

const openPages = [
  '/sign-in',
  '/recover',
  '/recover/identifier',
  '/recover/password',
  '/open',
  '/open/identify',
  '/open/code',
  '/open/choose',
  '/certificate',
  '/pro',
  '/help',
  '/accessibility',
  '/legal',
  '/privacy',
  '/site-map',
];
const ownPages = [
  ...['/', '/profile', '/vaccinations', '/measures', '/measures/weight', '/measures?add', '/documents'],
  ...[
    '/documents/add',
    '/messages',
    '/access',
    '/access/log',
    '/settings',
    '/settings/email',
    '/settings/mobile',
    '/settings/activity',
    '/settings/export',
    '/settings/close',
    '/settings/sessions',
    '/settings/passkeys',
    ...['/welcome/1', '/welcome/2', '/welcome/3', '/welcome/4', '/welcome/5'],
    '/no-such-page',
  ],
];
describe('every page of the portal', () => {
  let passerelle: Passerelle;
  let browser: Browser;
  let camille: SignedInState;

  beforeAll(async () => {
    passerelle = await sharePasserelle({ demo: true });
    browser = await openBrowser();
    camille = await sessionOf(browser, passerelle.doors, people[0]);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await passerelle.remove();
  });

  const looks = [
    { language: 'fr', scheme: 'light', width: 1280 },
    { language: 'en', scheme: 'dark', width: 320 },
  ] as const;

  it.concurrent.each(looks)(
    'can be used by everybody in $language, $scheme, $width pixels wide',
    async (look) => {
      const { page, faults } = await openWindow(browser, look, { storageState: camille });
      const wrong: string[] = [];
      for (const path of ownPages) {
        await page.goto(passerelle.url + path);
        wrong.push(...(await wrongWith(page)));
      }
      for (const list of ['/documents', '/messages']) {
        await page.goto(passerelle.url + list);
        await page.locator('.document-words a').first().click();
        await page.waitForURL(`**${list}/*`);
        wrong.push(...(await wrongWith(page)));
      }
      expect(wrong).toEqual([]);
      expect(faults, 'the browser complains, of the content policy among others').toEqual([]);
      await page.context().close();
    },
    300_000,
  );

  it.concurrent.each(looks)(
    'is as good for who is not signed in, in $language, $scheme',
    async (look) => {
      const { page, faults } = await openWindow(browser, look);
      const wrong: string[] = [];
      for (const path of openPages) {
        await page.goto(passerelle.url + path);
        wrong.push(...(await wrongWith(page)));
      }
      expect(wrong).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    },
    240_000,
  );
});
