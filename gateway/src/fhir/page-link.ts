import { FhirServerError } from './server.ts';

/** The path of a page link below our base. HAPI puts page links on its base address itself. */
export function withinBase(baseUrl: string, link: string): string {
  const base = new URL(baseUrl);
  const url = URL.parse(link, `${baseUrl}/`);
  const below = url?.pathname === base.pathname || url?.pathname.startsWith(`${base.pathname.replace(/\/$/, '')}/`);
  if (!url || url.origin !== base.origin || !below)
    throw new FhirServerError('refused', 'a link outside the FHIR server');
  return url.pathname.slice(base.pathname.replace(/\/$/, '').length).replace(/^\//, '') + url.search;
}
