import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { matriculeOf } from '@passerelle/fhir-mappings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from '../demo/actors/operator.ts';
import { tokenFor } from '../demo/actors/professional.ts';
import { insuredCsv, people, professionals } from '../demo/people.ts';
import { badBrowser } from './testing/bad-browser.ts';
import { badSoftware } from './testing/bad-software.ts';
import { contentsOf } from './testing/contents.ts';
import type { Passerelle } from './testing/passerelle.ts';
import { eventually } from './testing/processes.ts';
import { openScene, type Scene } from './testing/scene.ts';
import { fhirServers } from './testing/servers.ts';
import { sharePasserelle } from './testing/shared.ts';
import { sayMail, sendRaw } from './testing/wire.ts';

const [camille] = people;
/** Nobody’s: its key is right. */
const nobody = matriculeOf('2790369123999');
const [helene] = professionals;
const hospital = 'pneumologie@chu-valombre.example';

describe.each(fhirServers())('bad input gets its documented error and changes nothing, on %s', (_name, env) => {
  let passerelle: Passerelle;
  let scene: Scene;

  beforeAll(async () => {
    passerelle = await sharePasserelle({ env });
    scene = await openScene(passerelle.doors, camille, helene.rpps);
  }, 180_000);
  afterAll(() => passerelle.remove());

  /** Runs it, and compares all that is there before and after. */
  const unchanged = async <T>(act: () => Promise<T>): Promise<T> => {
    const before = await contentsOf(scene);
    const result = await act();
    expect(await contentsOf(scene)).toEqual(before);
    return result;
  };
  const codeOf = (text: string): string => {
    const body = JSON.parse(text) as { code?: string; issue?: { details: { coding: { code: string }[] } }[] };
    return body.code ?? body.issue?.[0]?.details.coding[0]?.code ?? '';
  };

  const refusalOf = async (answer: Response): Promise<string> => `${answer.status} ${codeOf(await answer.text())}`;

  it.each(badSoftware)('practice software that sends %s: %s', async (_title, refusal, send) => {
    expect(await refusalOf(await unchanged(() => send(scene)))).toBe(refusal);
  });

  it.each(badBrowser)('a browser that sends %s: %s', async (_title, refusal, send) => {
    expect(await refusalOf(await unchanged(() => send(scene)))).toBe(refusal);
  });

  it('a token that has ended', async () => {
    const token = await tokenFor(passerelle.doors, helene.rpps, undefined, 'demo-software-brief');
    const address = `${passerelle.url}/fhir/R4/Condition?patient=${scene.patient}`;
    const refused = await eventually('the end of the token', async () => {
      const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
      return answer.status === 200 ? undefined : answer;
    });
    expect(await refusalOf(refused)).toBe('401 token-expired');
    expect(refused.headers.get('www-authenticate')).toContain('invalid_token');
  });

  it.each([
    ['an undecodable path', 'GET /%ff HTTP/1.1', '', 400],
    ['a walk out of the portal’s files', 'GET /../../../package.json HTTP/1.1', '', 404],
    ['an encoded one', 'GET /assets/..%2f..%2f..%2fpackage.json HTTP/1.1', '', 404],
    ['a walk from one type to another', 'GET /fhir/R4/Condition/../Patient HTTP/1.1', '', 401],
    ['NUL in a path', 'GET /api/documents/%00 HTTP/1.1', '', 401],
    ['a header of 20 kB', 'GET /api/session HTTP/1.1', `x-long: ${'a'.repeat(20_000)}\r\n`, 431],
    ['two lengths', 'POST /api/session HTTP/1.1', 'content-length: 1\r\ncontent-length: 2\r\n', 400],
    ['no HTTP at all', 'EHLO hopital.example', '', 400],
  ])('a client that sends %s', async (_title, line, headers, status) => {
    const answer = await unchanged(() =>
      sendRaw(passerelle.doors, `${line}\r\nhost: localhost\r\nconnection: close\r\n${headers}\r\n`),
    );
    expect(answer.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toMatch(/root:|"workspaces"/);
  });

  const to = (): string => `${camille.ins}@${passerelle.mailDomain}`;
  const head = `From: Pneumologie <${hospital}>\r\nSubject: Lettre\r\nMessage-ID: <1@chu-valombre.example>\r\n`;
  it.each([
    [
      'two From headers',
      () => ({ to: to(), content: `From: A <a@ailleurs.example>\r\n${head}\r\nBonjour` }),
      '550 5.6.0',
    ],
    ['no From header', () => ({ to: to(), content: 'Subject: Lettre\r\n\r\nBonjour' }), '550 5.6.0'],
    ['bare line feeds', () => ({ to: to(), content: `${head}\r\nBonjour\nà vous` }), '550 5.5.2'],
    ['27 MB', () => ({ to: to(), content: `${head}\r\n${`${'a'.repeat(998)}\r\n`.repeat(27_000)}` }), '552 5.3.4'],
    ['an INS that nobody has', () => ({ to: `${nobody}@${passerelle.mailDomain}` }), '550 5.1.1'],
    ['an INS with a wrong key', () => ({ to: `${camille.ins.slice(0, 13)}00@${passerelle.mailDomain}` }), '550 5.1.1'],
    ['another domain', () => ({ to: 'jean@ailleurs.example' }), '550 5.7.1'],
    ['a sender that nobody admitted', () => ({ to: to(), from: 'x@ailleurs.example' }), '550 5.7.1'],
  ])('a mail server that sends %s', async (_title, mail, code) => {
    const answer = await unchanged(() => sayMail(passerelle.doors, { from: hospital, ...mail() }));
    expect(answer).toMatch(new RegExp(`^${code.replaceAll('.', '\\.')} `));
  });

  it('an insurer whose file has a wrong NIR key in it: the other row loads, line and reason are told', async () => {
    const [wrong, right] = [people[3], people[4]] as unknown as [typeof camille, typeof camille];
    const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-csv-'));
    const key = wrong.ins.endsWith('01') ? '02' : '01';
    const file = path.join(folder, 'insured.csv');
    await writeFile(file, insuredCsv([{ ...wrong, ins: wrong.ins.slice(0, 13) + key }, right]));
    const { code, output } = await unchanged(() => admin(passerelle.doors, 'insured', 'import', file));
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(output).toMatch(/^line 2: ins /m);
    expect(output).toContain('inserted 1, updated 0, unchanged 0, refused 1');
    expect(output).not.toContain(wrong.ins.slice(0, 13));
    expect((await admin(passerelle.doors, 'codes', 'send', right.ins)).code).toBe(0);
    expect((await admin(passerelle.doors, 'codes', 'send', wrong.ins)).output).toContain('not in the register');
  });

  it('none of it was an error of ours', async () => {
    const metrics = await (await fetch(`${passerelle.metricsUrl}/metrics`)).text();
    expect(metrics).toContain('status="422"');
    expect(metrics).toContain('callers_refused_total{code="token-expired"}');
    expect(metrics).not.toMatch(/status="5\d\d"/);
    expect(passerelle.output()).not.toMatch(/request failed|embedded FHIR server|Error/);
    await expect(scene.browser.call('GET /api/session')).resolves.toBeTruthy();
  });
});
