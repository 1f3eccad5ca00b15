import { describe, expect, test } from 'vitest';
import { letter } from './letter.ts';
import { maskedMobile } from './masked.ts';
import type { Template, TemplateValues } from './template-values.ts';
import { catalogue, letterOf, mailOf, smsOf } from './templates.ts';

const address = 'https://espace.example/open#a&b';
const at = '2026-03-02T09:00:00Z';
const values: TemplateValues = {
  'sign-in-code': { code: '012345', minutes: 10 },
  'provisional-code': { code: 'ABCDEFGH2345', days: 45, address },
  'contact-code': { code: '012345', minutes: 10 },
  'space-opposed': { address },
  'space-opened': { address },
  'new-message': { address },
  'emergency-access': { address },
  'account-locked': { at, address },
  'new-device': { device: 'Firefox · Windows', at, source: '192.0.•.•', address },
  'identifier-reminder': { identifier: 'marie.durand', address },
  'password-link': { minutes: 30, address },
  'password-code': { code: '012345', minutes: 10 },
  'password-changed': { at, address },
  'email-changed': { shown: 'm•••@a•••.fr', at, address },
  'mobile-changed': { at, address },
  'identifier-changed': { at, address },
  'export-ready': { address },
  'space-closed': { at, address },
  'passkey-added': { name: 'Téléphone', at, address },
  'passkey-removed': { name: 'Téléphone', at, address },
  'passkey-suspect': { name: 'Téléphone', at, address },
  'sessions-ended': { at, address },
  'opening-notice': { code: 'ABCDEFGH2345', days: 45, opens: '2026-04-02', address },
  'opening-notice-minor': { firstName: 'Léa', opens: '2026-04-02', address },
  'space-opened-automatically': { address },
  'majority-child': { code: 'ABCDEFGH2345', days: 45, address },
  'majority-parent': { firstName: 'Léa', address },
  'minor-opened': { firstName: 'Léa', address },
  'minor-opposed': { firstName: 'Léa', address },
  'minor-closed': { firstName: 'Léa', at, address },
  'invitation-waiting': { address },
  'invitation-refused': { firstName: 'Léa', address },
  'representative-joined': { firstName: 'Léa', address },
  'representative-left': { firstName: 'Léa', address },
  'representation-ended': { firstName: 'Léa', address },
  'removal-announced': { firstName: 'Léa', day: '2026-04-02', address },
};
const templates = Object.keys(values) as Template[];
const each = (['fr', 'en'] as const).flatMap((language) => templates.map((template) => [template, language] as const));

/** Words that would tell whoever sees the screen of a telephone what a record holds. */
const health =
  /maladie|diagnos|traitement|m[ée]dicament|ordonnance|vaccin|allerg|hospital|analyse|r[ée]sultat|disease|treatment|prescription|result/i;
const nir = /\b[12378]\d{12}(\d{2})?\b/;

describe.each(each)('The template %s in %s', (template, language) => {
  const { subject, text, html } = mailOf(template, language, values[template]);

  test('is a mail with a subject, plain and HTML, that says the same in both', () => {
    expect(subject).toMatch(/^[^\r\n]{5,80}$/);
    const { paragraphs } = letterOf(template, language, values[template]);
    const shown = html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    for (const paragraph of paragraphs) {
      expect(text).toContain(paragraph);
      expect(shown).toContain(paragraph);
    }
    expect(html).toContain(`<html lang="${language}">`);
  });

  test('fetches and runs nothing, and tells nothing of health nor a NIR', () => {
    expect(html).not.toMatch(/<script|src=|url\(|<link|<img|@import|javascript:/i);
    for (const words of [subject, text, html, JSON.stringify(sms(template, language) ?? '')]) {
      expect(words).not.toMatch(health);
      expect(words).not.toMatch(nir);
    }
  });

  test('fits three text messages where it goes that way', () => {
    expect((sms(template, language) ?? '').length).toBeLessThanOrEqual(3 * 67);
  });
});

const sms = (template: Template, language: 'fr' | 'en'): string | undefined =>
  catalogue[language][template].sms ? smsOf(template, language, values[template]) : undefined;

test('The templates tried are all there are', () => {
  expect(templates.sort()).toEqual(Object.keys(catalogue.fr).sort());
  expect(Object.keys(catalogue.en).sort()).toEqual(Object.keys(catalogue.fr).sort());
});

test('What a mail is filled with stays text, be it a name from a register', () => {
  const name = '<img src=x onerror="alert(1)">';
  const { html, text } = letter('fr', {
    ...{ subject: name, paragraphs: [name], facts: [name], after: [name] },
    ...{ code: { label: name, value: name }, action: { label: name, url: `https://x.example/"${name}` } },
  });
  expect(html).not.toContain('<img');
  expect(html).not.toContain('/"&#60;');
  expect(text).toContain(name);
});

test.each([
  ['+33639980101', '06 •• •• •• 01'],
  ['+33700000042', '07 •• •• •• 42'],
  ['+447700900123', '+44 •••• 23'],
])('The mobile %s is shown as %s', (mobile, shown) => {
  expect(maskedMobile(mobile)).toBe(shown);
});
