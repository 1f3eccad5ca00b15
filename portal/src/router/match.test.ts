import { describe, expect, it } from 'vitest';
import { insidePath } from './location.ts';
import { matchPath } from './match.ts';

describe('addresses of the portal', () => {
  it('finds the page and its parts', () => {
    expect(matchPath('/documents/:id', '/documents/a-1.b')).toEqual({ id: 'a-1.b' });
    expect(matchPath('/documents/:id', '/documents')).toBeUndefined();
    expect(matchPath('/documents', '/documents/')).toEqual({});
    expect(matchPath('/', '/')).toEqual({});
    expect(matchPath('/documents/:id', '/documents/%ff')).toEqual({ id: '%ff' });
  });

  it('never leads to another site after signing in', () => {
    expect(insidePath('/documents')).toBe('/documents');
    for (const target of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', null])
      expect(insidePath(target)).toBe('/');
  });
});
