import type { FastifyInstance } from 'fastify';

/** JSON as FHIR and JSON Patch have it, and the form of `_search`; nothing else is read. */
export function acceptBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  const json = scope.getDefaultJsonParser('error', 'error');
  const jsonTypes = ['application/fhir+json', 'application/json', 'text/json', 'application/json-patch+json'];
  scope.addContentTypeParser(jsonTypes, { parseAs: 'string' }, json);
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
}
