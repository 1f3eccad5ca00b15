import { describe, expect, it } from 'vitest';
import { addressIn, pathWithin, profileOf } from './profile.ts';

describe('addresses within a child’s space', () => {
  it('name the space first, and the page as in one’s own', () => {
    expect(profileOf('/p/a-1/documents/x')).toBe('a-1');
    expect(pathWithin('/p/a-1/documents/x')).toBe('/documents/x');
    expect([pathWithin('/p/a-1'), pathWithin('/p/a-1/')]).toEqual(['/', '/']);
    for (const path of ['/', '/documents', '/pro', '/p', '/profile/p/a']) expect(profileOf(path)).toBe('');
  });

  it('keep a walk in the space that one is in, but for pages of the person', () => {
    expect(addressIn('a-1', '/documents?page=2')).toBe('/p/a-1/documents?page=2');
    expect(addressIn('a-1', '/')).toBe('/p/a-1');
    expect(addressIn('a-1', '/profile')).toBe('/p/a-1/profile');
    expect(addressIn('', '/documents')).toBe('/documents');
    for (const page of ['/settings', '/settings?x', '/settings/', '/settings/export', '/settings/close'])
      expect(addressIn('a-1', page)).toBe(`/p/a-1${page}`);
    for (const own of [
      '/family',
      '/family/a-1',
      '/sign-in?back=%2F',
      '/settings/sessions',
      '/p/b-2/documents',
      '#main',
      '/settings/password',
      '/settings/exports',
      '/closed',
    ])
      expect(addressIn('a-1', own)).toBe(own);
  });
});
