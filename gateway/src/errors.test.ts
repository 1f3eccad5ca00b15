import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errors, problem, type ErrorCode } from './errors.ts';
import { subjects } from './errors/table.ts';
import { errorsPage } from './errors-page.ts';

describe('the table of errors', () => {
  it('is what docs/errors.md says', () => {
    const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
    expect(page, 'run: npm run errors-page').toBe(errorsPage());
  });

  it('has each code under one subject', () => {
    expect(subjects.flatMap((rows) => Object.keys(rows))).toEqual(Object.keys(errors));
  });

  it.each(Object.entries(errors))('%s speaks both languages with the same words to fill in', (_code, { fr, en }) => {
    const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    expect(fr).not.toBe(en);
    expect(places(fr)).toEqual(places(en));
  });

  it.each(Object.entries(errors))('%s may be tried again only when its status says so', (_code, { status, retry }) => {
    if (retry) expect([429, 500, 503]).toContain(status);
    expect(status).toBeGreaterThanOrEqual(400);
  });

  it('fills a text with the words of its language', () => {
    const refusal = problem('access-refused' satisfies ErrorCode, { reason: { fr: 'bloqué', en: 'blocked' } });
    expect(refusal.text('fr')).toBe('Accès refusé : bloqué.');
    expect(refusal.text('en')).toBe('Access refused: blocked.');
  });

  it.each([
    [1, '1 seconde', '1 second'],
    [59, '59 secondes', '59 seconds'],
    [60, '1 minute', '1 minute'],
    [61, '2 minutes', '2 minutes'],
    [900, '15 minutes', '15 minutes'],
    [3_541, '1 heure', '1 hour'],
    [14_340, '3 heures 59 minutes', '3 hours 59 minutes'],
    [14_400, '4 heures', '4 hours'],
  ])('says a wait of %d seconds as people say it', (seconds, fr, en) => {
    const refusal = problem('attempts-exceeded', { seconds });
    expect(refusal.text('fr')).toBe(`Trop d’essais : attendez ${fr}.`);
    expect(refusal.text('en')).toBe(`Too many tries: wait ${en}.`);
  });
});
