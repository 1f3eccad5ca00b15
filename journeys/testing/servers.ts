/** The FHIR servers that a journey runs on: the embedded one, and HAPI where it runs. */
export function fhirServers(): [name: string, env: Record<string, string>][] {
  const hapi = process.env['HAPI_URL'];
  if (!hapi && process.env['REQUIRE_HAPI'] === '1')
    throw new Error('HAPI is required (REQUIRE_HAPI=1) and HAPI_URL is not set');
  return [
    ['the embedded server', {}],
    ...(hapi ? [['HAPI', { FHIR_BASE_URL: hapi }] as [string, Record<string, string>]] : []),
  ];
}
