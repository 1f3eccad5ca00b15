import { describe, expect, it } from 'vitest';
import { briefWhen, dateText, instantText, shortInstant, sizeText, today } from './formats.ts';

describe('dates, sizes and instants as people read them', () => {
  it('says what is known of a date', () => {
    expect(dateText('2021', 'fr')).toBe('2021');
    expect(dateText('2021-05', 'fr')).toBe('mai 2021');
    expect(dateText('2021-05-07', 'fr')).toBe('7 mai 2021');
    expect(dateText('2021-05-07T22:00:00Z', 'en')).toBe('7 May 2021');
  });

  it('leaves alone what it cannot read', () => {
    expect(dateText('hier', 'fr')).toBe('hier');
    expect(instantText('hier', 'fr')).toBe('hier');
    expect(shortInstant('hier', 'fr')).toBe('hier');
  });

  it('gives the time today, and the day before', () => {
    const now = new Date(2026, 10, 21, 15, 0);
    expect(shortInstant(new Date(2026, 10, 21, 9, 5).toISOString(), 'fr', now)).toBe('09:05');
    expect(shortInstant(new Date(2026, 10, 20, 9, 5).toISOString(), 'fr', now)).toBe('20 nov.');
    expect(shortInstant(new Date(2025, 10, 20, 9, 5).toISOString(), 'fr', now)).toBe('20 nov. 2025');
  });

  it('does not move a day to its neighbour', () => {
    expect(briefWhen('2026-01-01', 'fr')).toBe('1 janv. 2026');
  });

  it('names sizes in the reader’s units', () => {
    expect(sizeText(340_000, 'fr')).toBe('340 ko');
    expect(sizeText(1_240_000, 'en')).toBe('1.2 MB');
    expect(sizeText(12, 'fr')).toBe('12 o');
  });

  it('knows which day it is where the reader is', () => {
    expect(today(new Date(2026, 0, 2, 0, 5))).toBe('2026-01-02');
  });
});
