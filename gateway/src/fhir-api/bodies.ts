import type { FastifyInstance } from 'fastify';
import { walk } from './walk.ts';

/** JSON as FHIR and JSON Patch have it, and the form of `_search`; nothing else is read. */
export function acceptBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  const parse = scope.getDefaultJsonParser('error', 'error');
  const jsonTypes = ['application/fhir+json', 'application/json', 'text/json', 'application/json-patch+json'];
  scope.addContentTypeParser(
    jsonTypes,
    { parseAs: 'string' },
    (request, text, done) =>
      void parse(request, String(text), (error, body?: unknown) => done(error ?? tooDeep(body), body)),
  );
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
}

/** Found here once, so that nothing behind need fear for its stack. */
function tooDeep(body: unknown): Error | null {
  try {
    walk(body, () => undefined);
    return null;
  } catch (error) {
    return error as Error;
  }
}
