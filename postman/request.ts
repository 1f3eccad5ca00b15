/** The parts of Postman Collection v2.1.0 that we use: https://schema.postman.com/collection/json/v2.1.0. */
export interface Item {
  name: string;
  request: {
    method: string;
    header: { key: string; value: string }[];
    url: string;
    body?: object;
    auth?: { type: 'noauth' };
    description?: string;
  };
  event: { listen: 'prerequest' | 'test'; script: { type: 'text/javascript'; exec: string[] } }[];
  protocolProfileBehavior?: { followRedirects: boolean };
}
export interface Folder {
  name: string;
  description: string;
  item: Item[];
}

export interface Asked {
  method?: string;
  url: string;
  headers?: Record<string, string>;
  json?: unknown;
  /** Sent as written: what is not JSON, or must not be. */
  raw?: string;
  form?: { key: string; value?: string; file?: string }[];
  urlencoded?: Record<string, string>;
  /** Whose token goes along; absent: the professional's. A patient's cookie goes along by itself. `{{name}}`: the token kept under it. */
  as?: 'professional' | 'nobody' | 'patient' | `{{${string}}}`;
  status: number | number[];
  /** Name of a test → expression over `body`, `pm` that must be true. */
  check?: Record<string, string>;
  /** Variable → expression that gives its value for later requests. */
  keep?: Record<string, string>;
  before?: string[];
  after?: string[];
  /** Expression over `body`: asked again, at most 40 times, a quarter of a second apart, until it is true. */
  until?: string;
  /** Redirections are shown, not followed. */
  still?: true;
  description?: string;
}

/** A request with its tests: its status first, then what its answer must say. */
export function ask(name: string, asked: Asked): Item {
  const {
    method = asked.json || asked.raw || asked.form || asked.urlencoded ? 'POST' : 'GET',
    url,
    as = 'professional',
    description,
  } = asked;
  const token = as === 'professional' ? '{{token}}' : as.startsWith('{{') && as;
  const auth = token ? { authorization: `Bearer ${token}` } : {};
  const headers = {
    accept: url.includes('/fhir/') ? 'application/fhir+json' : 'application/json',
    ...auth,
    ...contentType(asked),
    ...asked.headers,
  };
  return {
    name,
    request: {
      method,
      url,
      auth: { type: 'noauth' },
      header: Object.entries(headers).map(([key, value]) => ({ key, value })),
      ...bodyOf(asked),
      ...(description ? { description } : {}),
    },
    event: [
      ...(asked.before ? [{ listen: 'prerequest' as const, script: script(asked.before) }] : []),
      {
        listen: 'test',
        script: script([...reading, ...(asked.until ? patiently(asked.until, tests(asked)) : tests(asked))]),
      },
    ],
    ...(asked.still ? { protocolProfileBehavior: { followRedirects: false } } : {}),
  };
}

const script = (exec: string[]): { type: 'text/javascript'; exec: string[] } => ({ type: 'text/javascript', exec });

function contentType({ json, raw, url }: Asked): Record<string, string> {
  if (json === undefined && raw === undefined) return {};
  return { 'content-type': url.includes('/fhir/') ? 'application/fhir+json' : 'application/json' };
}

function bodyOf({ json, raw, form, urlencoded }: Asked): { body?: object } {
  if (json !== undefined) return { body: { mode: 'raw', raw: JSON.stringify(json, null, 2) } };
  if (raw !== undefined) return { body: { mode: 'raw', raw } };
  if (urlencoded)
    return {
      body: { mode: 'urlencoded', urlencoded: Object.entries(urlencoded).map(([key, value]) => ({ key, value })) },
    };
  if (form)
    return {
      body: {
        mode: 'formdata',
        formdata: form.map(({ key, value, file }) =>
          file ? { key, type: 'file', src: file } : { key, type: 'text', value },
        ),
      },
    };
  return {};
}

const reading = [
  'const text = pm.response.text();',
  'let body; try { body = JSON.parse(text); } catch { body = undefined; }',
];

/** What comes in its own time is asked for again; the tests run on the last answer. */
function patiently(until: string, then: string[]): string[] {
  return [
    "const tries = Number(pm.collectionVariables.get('tries') || 0) + 1;",
    'let there = false; try { there = ' + until + '; } catch {}',
    'if (!there && tries < 40) {',
    "  pm.collectionVariables.set('tries', String(tries));",
    '  pm.execution.setNextRequest(pm.info.requestId);',
    '  setTimeout(() => {}, 250);',
    '} else {',
    "  pm.collectionVariables.unset('tries');",
    ...then.map((line) => `  ${line}`),
    '}',
  ];
}

function tests({ status, check = {}, keep = {}, after = [] }: Asked): string[] {
  const allowed = [status].flat();
  return [
    `pm.test('answers ${allowed.join(' or ')}', () => pm.expect(pm.response.code, text.slice(0, 600)).to.be.oneOf(${JSON.stringify(allowed)}));`,
    ...Object.entries(check).map(
      ([name, expression]) =>
        `pm.test(${JSON.stringify(name)}, () => pm.expect(${expression}, text.slice(0, 600)).to.equal(true));`,
    ),
    ...Object.entries(keep).map(
      ([name, expression]) => `pm.collectionVariables.set(${JSON.stringify(name)}, ${expression});`,
    ),
    ...after,
  ];
}

/** The tests that every OperationOutcome must pass, with its code of docs/errors.md. */
export const refusal = (code: string): Record<string, string> => ({
  [`is an OperationOutcome that says ${code}`]: `body.resourceType === 'OperationOutcome' && body.issue[0].details.coding[0].code === '${code}'`,
  'says in words what to do':
    "typeof body.issue[0].details.text === 'string' && body.issue[0].details.text.length > 10",
});

/** The tests of a refusal under /api. */
export const problemIs = (code: string): Record<string, string> => ({
  [`says ${code} in two languages with a reference`]: `body.code === '${code}' && body.fr.length > 0 && body.en.length > 0 && body.reference.length > 0`,
});
