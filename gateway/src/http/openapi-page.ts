import { createHash } from 'node:crypto';

/** What the page shows of an OpenAPI document. */
export interface Described {
  info: { title: string; version: string; description?: string | undefined };
  paths?: Record<string, Record<string, Operation> | undefined> | undefined;
}

interface Operation {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, { content?: Record<string, { schema?: unknown }> } | undefined>;
}

const style = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
h2{margin:2rem 0 .5rem;font-size:1.2rem}h3{font-size:1rem;margin:.75rem 0 .25rem}summary{padding:.35rem 0;cursor:pointer}
details{border-top:1px solid #8886;padding:0 .25rem}summary b{display:inline-block;min-width:4.5rem}
pre{overflow:auto;max-height:24rem;border:1px solid #8886;padding:.75rem;font-size:.85rem}table{border-collapse:collapse}
th,td{text-align:left;padding:.25rem .75rem .25rem 0;vertical-align:top}td code{overflow-wrap:anywhere}`;

/** Nothing runs in the page, and nothing but its own style is applied. */
export const openApiPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** `/openapi.json` for people: every route with what it takes and gives. */
export function openApiPage({ info, paths = {} }: Described): string {
  const groups = Map.groupBy(Object.keys(paths), (path) => path.split('/')[2] ?? '');
  const sections = [...groups].map(([name, members]) => section(name, members, paths));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(info.title)}</title><style>${style}</style></head>
<body><main><h1>${escaped(info.title)}</h1>
<p>${escaped(info.description ?? '')} Version ${escaped(info.version)}. For machines: <a href="/openapi.json">/openapi.json</a>. For practice software: <a href="/fhir/R4/metadata">/fhir/R4/metadata</a>.</p>
${sections.join('\n')}
</main></body></html>
`;
}

function section(name: string, members: string[], paths: NonNullable<Described['paths']>): string {
  const routes = members.flatMap((path) =>
    Object.entries(paths[path] ?? {}).map(([method, operation]) => route(method, path, operation)),
  );
  return `<section aria-labelledby="${escaped(name)}"><h2 id="${escaped(name)}">${escaped(name)}</h2>${routes.join('\n')}</section>`;
}

function route(method: string, path: string, { summary, parameters, requestBody, responses }: Operation): string {
  const answers = Object.entries(responses ?? {}).map(([status, answer]) =>
    shape(status === 'default' ? 'A refusal' : `Answer ${status}`, answer?.content),
  );
  return `<details><summary><b>${escaped(method.toUpperCase())}</b> <code>${escaped(path)}</code> ${escaped(summary ?? '')}</summary>
${parameters?.length ? `<h3>Parameters</h3><table>${parameters.map(parameter).join('')}</table>` : ''}
${shape('Body', requestBody?.content)}${answers.join('')}</details>`;
}

const parameter = ({ name, in: place, required, schema }: NonNullable<Operation['parameters']>[number]): string =>
  `<tr><th scope="row">${escaped(name)}</th><td>${escaped(place)}${required ? ', required' : ''}</td><td><code>${escaped(JSON.stringify(schema ?? {}))}</code></td></tr>`;

const shape = (title: string, content: Record<string, { schema?: unknown }> = {}): string =>
  Object.entries(content)
    .map(
      ([type, { schema }]) =>
        `<h3>${escaped(title)}: ${escaped(type)}</h3><pre tabindex="0">${escaped(JSON.stringify(schema, null, 2) ?? '')}</pre>`,
    )
    .join('');

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
