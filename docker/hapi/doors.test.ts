import { describe, expect, it } from 'vitest';

const { HAPI_URL } = process.env;
const json = { 'content-type': 'application/fhir+json' };
const parameters = JSON.stringify({ resourceType: 'Parameters' });

const ask = (path: string, request: RequestInit) =>
  fetch(`${HAPI_URL}${path}`, { ...request, signal: AbortSignal.timeout(20_000) });
const refused = (status: number) => status >= 400 && status < 500;

describe.runIf(HAPI_URL)('whoever reaches the HAPI server beside the gateway', () => {
  const put = (id: string) =>
    ask(`/Patient/${id}`, { method: 'PUT', headers: json, body: JSON.stringify({ resourceType: 'Patient', id }) });

  it.each([
    '/$expunge',
    '/Patient/$expunge',
    '/Patient/door-1/$expunge',
    '/Patient/$merge',
    '/$replace-references',
    '/$reindex',
    '/$perform-reindexing-pass',
    '/$mark-all-resources-for-reindexing',
    '/$export',
    '/$import',
    '/$meta',
    '/ImplementationGuide/$install',
    '/CodeSystem/$upload-external-code-system',
  ])('cannot use %s', async (operation) => {
    const answer = await ask(operation, { method: 'POST', headers: json, body: parameters });
    expect(refused(answer.status)).toBe(true);
  });

  it('cannot erase a history by way of a batch', async () => {
    expect((await put('door-2')).ok).toBe(true);
    const entry = [{ resource: JSON.parse(parameters), request: { method: 'POST', url: 'Patient/door-2/$expunge' } }];
    const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry });
    await ask('', { method: 'POST', headers: json, body: bundle });
    expect((await ask('/Patient/door-2/_history/1', {})).status).toBe(200);
  });

  it('deletes no more than is named: what refers to it stays as it was', async () => {
    await put('door-3');
    const observation = { resourceType: 'Observation', id: 'door-3', status: 'final', code: { text: 'x' } };
    const body = JSON.stringify({ ...observation, subject: { reference: 'Patient/door-3' } });
    await ask('/Observation/door-3', { method: 'PUT', headers: json, body });
    await ask('/Patient/door-3?_cascade=delete', { method: 'DELETE' });
    const left = await ask('/Observation/door-3', {});
    expect([left.status, left.headers.get('etag')]).toEqual([200, 'W/"1"']);
    expect(await left.json()).toMatchObject({ subject: { reference: 'Patient/door-3' } });
  });

  it('hears of an element that R4 does not define, instead of losing it', async () => {
    const body = JSON.stringify({ resourceType: 'Patient', name: [{ familly: 'MOREAU' }] });
    const answer = await ask('/Patient', { method: 'POST', headers: json, body });
    expect(refused(answer.status)).toBe(true);
    expect(await answer.text()).toContain('familly');
  });

  it.each(['application/fhir+xml', 'application/xml;x=json', 'text/turtle', ''])(
    'cannot send XML or Turtle, called "%s"',
    async (type) => {
      const body = new TextEncoder().encode('<Patient xmlns="http://hl7.org/fhir"/>');
      const answer = await ask('/Patient', { method: 'POST', headers: type ? { 'content-type': type } : {}, body });
      expect(refused(answer.status)).toBe(true);
    },
  );

  it('gets JSON that is not padded for reading', async () => {
    await put('door-4');
    expect(await (await ask('/Patient/door-4', {})).text()).not.toContain('\n');
  });
});
