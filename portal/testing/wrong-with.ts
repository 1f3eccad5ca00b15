import { AxeBuilder } from '@axe-core/playwright';
import axe, { type Result, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const options: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  resultTypes: ['violations'],
};
/** React Aria's announcer points at a button that was pressed and may be gone with its page; it empties itself seconds later. */
const announcer = '[data-live-announcer]';

/** What is wrong with the page as it stands: what axe finds, and a page wider than its window. */
export async function wrongWith(page: Page): Promise<string[]> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  const found = (await violationsOf(page)).map(
    ({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ target }) => target).join(' ')}`,
  );
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return wider > 0 ? [...found, `${page.url()} is ${wider} pixels too wide`] : found;
}

async function violationsOf(page: Page): Promise<Result[]> {
  if (page.frames().length > 1)
    return (await new AxeBuilder({ page }).options(options).exclude(announcer).analyze()).violations;
  // The builder joins the findings of frames in a window of its own, which costs as much again: here is nothing to join.
  await page.evaluate(axe.source);
  return page.evaluate(async ([excluded, asked]) => (await window.axe.run({ exclude: [excluded] }, asked)).violations, [
    announcer,
    options,
  ] as const);
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
