import type { ServedType } from '../access/action.ts';
import { OWN } from '@passerelle/fhir-mappings';
import { problem, type Problem } from '../errors.ts';
import type { Pairs } from './exchange.ts';
import { namedPatient, type Named } from './named-patient.ts';
import { controls, unsupported } from './search-controls.ts';
import { chains, kindOf, modifiers, patientParameters } from './search-parameters.ts';

/** A search as it is carried out. */
export interface SearchRequest {
  named: Named | undefined;
  /** For the FHIR server, after the narrowing. */
  parameters: Pairs;
  /** What is shown of each resource, applied here: the check of each needs it whole. */
  view: View;
  /** Parameters left out on the caller's own wish (`handling=lenient`). */
  ignored: Problem[];
  /** What the caller asked, for links and for recognising it again. */
  asked: Pairs;
}

export interface View {
  summary?: 'true' | 'text' | 'data';
  elements?: string[];
}

const most = { parameters: 60, name: 200, value: 2_000, alternatives: 100 };

/** Reads a search. @throws Problem `search-unsupported` naming the parameter, unless `lenient` */
export function readSearch(type: ServedType, pairs: Pairs, { lenient }: { lenient: boolean }): SearchRequest {
  if (pairs.length > most.parameters) throw problem('request-invalid', { detail: `> ${most.parameters} parameters` });
  if (pairs.some(([name]) => name.length > most.name))
    throw problem('request-invalid', { detail: { fr: 'nom de paramètre trop long', en: 'parameter name too long' } });
  const naming = pairs.filter(([name]) => namesPatient(type, name));
  const request: SearchRequest = {
    named: namedPatient(naming),
    parameters: [],
    view: {},
    ignored: [],
    asked: pairs.filter(([name]) => !presentation.has(name)),
  };
  for (const [name, value] of pairs) {
    if (namesPatient(type, name) || presentation.has(name)) continue;
    try {
      take(type, request, name, value);
    } catch (error) {
      if (!lenient) throw error;
      request.ignored.push(error as Problem);
    }
  }
  return request;
}

const presentation = new Set(['_format', '_pretty']);

/** A whole INS or an id names a patient; so does `identifier` of a Patient, and nothing else of it. */
function namesPatient(type: ServedType, name: string): boolean {
  if (type === 'Patient') return name === '_id' || name === 'identifier';
  const base = /^([a-z]+)(?::identifier|:Patient)?(?:\.identifier)?$/.exec(name)?.[1] ?? '';
  return (patientParameters[type] ?? []).includes(base);
}

function take(type: ServedType, request: SearchRequest, name: string, value: string): void {
  if (value === '' || value.length > most.value)
    throw unsupported(name, 'valeur vide ou trop longue', 'empty or too long');
  if (value.includes('\0')) throw unsupported(name, 'caractère NUL', 'NUL character');
  const control = Object.hasOwn(controls, name) ? controls[name] : undefined;
  if (control) control(request, value, type);
  else request.parameters.push(filter(type, name, value));
}

function filter(type: ServedType, name: string, value: string): [string, string] {
  const [, base = '', modifier, chain] = /^([A-Za-z_-]+)(?::([A-Za-z]+))?(?:\.([a-z]+))?$/.exec(name) ?? [];
  const kind = kindOf(type, base);
  if (!kind) throw unsupported(name, 'ce type ne le connaît pas', 'this type does not have it');
  // A document is named by its id, so that it can be looked up whether the caller sees it.
  const known = base === 'relatesto' ? [] : modifiers[kind];
  if (modifier !== undefined && !known.includes(modifier))
    throw unsupported(name, `modificateur ${modifier}`, `modifier ${modifier}`);
  const chained = kind === 'reference' && base !== 'relatesto' && modifier !== 'identifier';
  if (chain !== undefined && (!chained || !Object.hasOwn(chains, chain)))
    throw unsupported(name, `enchaînement .${chain}`, `chain .${chain}`);
  if (value.split(',').length > most.alternatives) throw unsupported(name, 'trop de valeurs', 'too many values');
  if (kind === 'date' && value.includes(','))
    throw unsupported(
      name,
      'une date ; deux fois le paramètre pour un intervalle',
      'one date; the parameter twice for an interval',
    );
  if (base === '_tag') checkTag(name, value);
  return [name, kind === 'reference' && chain === undefined && modifier !== 'identifier' ? local(name, value) : value];
}

/** Our own tags are how the gateway narrows; they are nobody's to ask for. */
function checkTag(name: string, value: string): void {
  const foreign = value.split(',').every((one) => /^[^|]+\|/.test(one) && !one.startsWith(OWN));
  if (!foreign) throw unsupported(name, 'donnez système|code d’un autre', 'give system|code of another system');
}

/** References are relative: an address could be the FHIR server's own. */
function local(name: string, value: string): string {
  if (value.split(',').every((one) => /^([A-Z][A-Za-z]+\/)?[A-Za-z0-9\-.]{1,64}$/.test(one))) return value;
  throw unsupported(name, 'donnez Type/id', 'give Type/id');
}
