import { errors } from './errors.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** docs/errors.md, from the table of errors: `npm run errors-page` writes it, a test compares it. */
export function errorsPage(): string {
  const rows = Object.entries(errors).map(
    ([code, { status, issue, retry, fr, en }]) =>
      `| \`${code}\` | ${status} | ${issue} | ${retry ? 'yes' : 'no'} | ${cell(fr)} | ${cell(en)} |`,
  );
  return `# Errors

Every refusal that leaves the gateway is one of these. Under \`/api\` and \`/bridge\` the body is
\`{ "code", "fr", "en", "reference", "fields"? }\`; under \`/fhir/R4\` it is an OperationOutcome whose \`issue.code\` is the
third column and whose \`issue.details.coding.code\` is the first. "Again": the same request may succeed later; \`Retry-After\` says when.
\`{words}\` in braces are filled in. The reference is also in the header \`X-Request-Id\`: give it to support.

| code | status | FHIR issue | again | français | English |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
