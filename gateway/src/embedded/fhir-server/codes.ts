import type { OperationOutcomeIssue } from '@medplum/fhirtypes';
import { readDefinitions } from './definitions.ts';

/** What R4's JSON schema says of an element: the codes that it may hold, or the type within which to look on. */
interface Element {
  enum?: string[];
  $ref?: string;
  items?: Element;
}

interface Schema {
  definitions: Record<string, { properties?: Record<string, Element> }>;
}

interface Rule {
  codes?: ReadonlySet<string>;
  type?: string | undefined;
}

let known: ReadonlyMap<string, ReadonlyMap<string, Rule>> | undefined;

/** Codes outside of a list that R4 closes (required binding, as of `Observation.status`): HAPI reads no such resource either. */
export function unknownCodes(resource: { resourceType: string }): OperationOutcomeIssue[] {
  const found: OperationOutcomeIssue[] = [];
  look(resource, resource.resourceType, resource.resourceType, found);
  return found;
}

function look(value: unknown, type: string, path: string, found: OperationOutcomeIssue[]): void {
  if (typeof value !== 'object' || value === null) return;
  const inner = type === 'ResourceList' ? (value as { resourceType: string }).resourceType : type;
  const rules = (known ??= readRules()).get(inner);
  for (const [name, content] of Object.entries(rules ? value : {})) {
    const rule = rules?.get(name);
    if (!rule) continue;
    const items: unknown[] = Array.isArray(content) ? content : [content];
    for (const item of items) {
      if (rule.type) look(item, rule.type, `${path}.${name}`, found);
      else if (typeof item === 'string' && !rule.codes?.has(item)) found.push(unknown(item, `${path}.${name}`));
    }
  }
}

const unknown = (code: string, path: string): OperationOutcomeIssue => ({
  severity: 'error',
  code: 'value',
  details: { text: `Unknown code "${code.slice(0, 60)}"` },
  expression: [path],
});

/** Types by name, with those elements only that hold such codes or parts that may. */
function readRules(): Map<string, Map<string, Rule>> {
  const { definitions } = JSON.parse(readDefinitions('fhir.schema.json').toString()) as Schema;
  return new Map(
    Object.entries(definitions).map(([type, { properties = {} }]) => [
      type,
      new Map(Object.entries(properties).flatMap(([name, element]) => ruleOf(definitions, name, element))),
    ]),
  );
}

function ruleOf(definitions: Schema['definitions'], name: string, element: Element): [string, Rule][] {
  const { enum: codes, $ref } = element.items ?? element;
  if (codes) return [[name, { codes: new Set(codes) }]];
  const type = $ref?.replace('#/definitions/', '') ?? '';
  return type === 'ResourceList' || definitions[type]?.properties ? [[name, { type }]] : [];
}
