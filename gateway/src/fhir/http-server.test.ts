import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { openFhirServer } from './http-server.ts';
import { FhirServerError, isFhirId, type FhirServer } from './server.ts';

const running: { server: Server; fhir: FhirServer }[] = [];

/** A FHIR server that does what `listener` does, and our client of it: half a second and 10 kB at most. */
async function serverThat(listener: RequestListener, reach: { connections?: number } = {}): Promise<FhirServer> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}/fhir/`;
  const fhir = openFhirServer({ baseUrl, deadline: 500, maxAnswer: 10_000, ...reach });
  running.push({ server, fhir });
  return fhir;
}

const failureOf = async (attempt: Promise<unknown>): Promise<FhirServerError> => {
  const error = await attempt.catch((reason: unknown) => reason);
  if (error instanceof FhirServerError) return error;
  throw new Error('This should have failed as a FhirServerError.', { cause: error });
};

const alice = JSON.stringify({ resourceType: 'Patient', id: 'alice', meta: { versionId: '1' } });

afterEach(async () => {
  for (const { server, fhir } of running.splice(0)) {
    await fhir.close();
    server.closeAllConnections();
    server.close();
  }
});

describe('our client of a FHIR server', () => {
  test('gives up on a server that says nothing, or never ends, within its deadline', async () => {
    const silent = await serverThat(() => undefined);
    const endless = await serverThat((_request, response) => {
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    });
    const begun = Date.now();
    for (const fhir of [silent, endless])
      expect((await failureOf(fhir.read('Patient', 'alice'))).kind).toBe('unavailable');
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  test('gives up on an answer larger than it takes, said beforehand or not', async () => {
    const text = JSON.stringify({ resourceType: 'Patient', id: 'alice', language: 'x'.repeat(20_000) });
    const honest = await serverThat((_request, response) =>
      response.setHeader('content-length', text.length).end(text),
    );
    const chunked = await serverThat((_request, response) => {
      response.write(text.slice(0, 9_000));
      response.end(text.slice(9_000));
    });
    for (const fhir of [honest, chunked])
      expect((await failureOf(fhir.read('Patient', 'alice'))).kind).toBe('unavailable');
  });

  test('takes a page in HTML, a redirection or a closed port for no answer', async () => {
    const html = await serverThat((_request, response) => response.end('<html>'));
    const elsewhere = await serverThat((_request, response) =>
      response.writeHead(302, { location: '/fhir/Patient/bob' }).end(),
    );
    const closed = openFhirServer({ baseUrl: 'http://127.0.0.1:1/fhir' });
    for (const fhir of [html, elsewhere, closed])
      expect((await failureOf(fhir.read('Patient', 'alice'))).kind).toBe('unavailable');
    await closed.close();
  });

  test('asks once more where the server closed the connection just then, and does not write twice', async () => {
    let asked = 0;
    const fhir = await serverThat((request, response) => {
      asked += 1;
      if (asked === 1 || request.method !== 'GET') request.socket.destroy();
      else response.end(alice);
    });
    expect((await fhir.read('Patient', 'alice')).id).toBe('alice');
    expect((await failureOf(fhir.create({ resourceType: 'Patient' }))).kind).toBe('unavailable');
    expect(asked).toBe(3);
  });

  test('does not send later what waited in vain for a free connection', async () => {
    const asked: string[] = [];
    const fhir = await serverThat(
      ({ url = '' }, response) => {
        asked.push(url);
        if (asked.length > 1) response.end(alice);
      },
      { connections: 1 },
    );
    const [silent, waiting] = [fhir.read('Patient', 'silent'), fhir.create({ resourceType: 'Patient' })];
    // Both deadlines pass in one turn of this process: in the millisecond between them the second would be sent in time.
    const both = performance.now() + 1_000;
    await expect.poll(() => asked.length).toBe(1);
    while (performance.now() < both);
    for (const attempt of [silent, waiting]) expect((await failureOf(attempt)).kind).toBe('unavailable');
    await fhir.read('Patient', 'alice');
    expect(asked).toEqual(['/fhir/Patient/silent', '/fhir/Patient/alice']);
  });

  test('tells of a failure without what was asked, and tells the caller what is wrong with a request', async () => {
    const outcome = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'value', diagnostics: 'Bad date' }],
    };
    const fhir = await serverThat((_request, response) => response.writeHead(400).end(JSON.stringify(outcome)));
    const refusal = await failureOf(fhir.search('Patient', [['identifier', '184036912345678']]));
    expect(refusal.message).toBe('GET Patient: 400');
    expect(refusal.detail).toBe('Bad date');
  });

  test('has every read answered anew, and every write replace tags', async () => {
    const heard: (string | undefined)[] = [];
    const fhir = await serverThat(({ method, headers }, response) => {
      heard.push(
        `${method ?? ''} ${headers['cache-control'] ?? ''}${headers['x-meta-snapshot-mode']?.toString() ?? ''}${headers['if-match'] ?? ''}`,
      );
      response.end(alice);
    });
    await fhir.read('Patient', 'alice');
    await fhir.update({ resourceType: 'Patient', id: 'alice' }, { ifMatch: '7' });
    expect(heard).toEqual(['GET no-cache', 'PUT TAG,PROFILE,SECURITY_LABELW/"7"']);
  });

  test('asks for a first page by its place, which the server need not keep, and for one match more than it gives', async () => {
    const asked: string[] = [];
    const matches = ['a', 'b', 'c'].map((id) => ({ resource: { resourceType: 'Patient', id } }));
    const fhir = await serverThat(({ url = '' }, response) => {
      asked.push(url);
      response.end(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry: matches }));
    });
    const { entry, link } = await fhir.search('Patient', [['_count', '2']]);
    expect(entry).toEqual(matches.slice(0, 2));
    expect(link?.map(({ relation }) => relation)).toEqual(['next']);
    const { searchParams } = new URL(asked[0] ?? '', 'http://server');
    expect([asked.length, searchParams.get('_offset'), searchParams.get('_count')]).toEqual([1, '0', '3']);
  });

  test('asks nothing for what is no id', async () => {
    let asked = 0;
    const fhir = await serverThat((_request, response) => {
      asked += 1;
      response.end(alice);
    });
    const ids = [
      '../Observation/1',
      '1/../../Observation/9',
      '..',
      '.',
      '',
      'a b',
      'a?b',
      'a%2Fb',
      'a#b',
      'é',
      'x'.repeat(65),
    ];
    for (const id of ids) {
      expect(isFhirId(id), id).toBe(false);
      expect((await failureOf(fhir.read('Patient', id))).kind).toBe('missing');
      expect((await failureOf(fhir.vread('Patient', 'alice', id))).kind).toBe('missing');
    }
    expect(asked).toBe(0);
  });
});
