import { problem } from '../errors.ts';
import { isFhirId } from '../fhir/server.ts';
import type { Api } from './api.ts';
import type { Pairs } from './exchange.ts';

/** The patient that a request names: by the id of the space, or by a whole INS. */
export type Named = { by: 'id'; id: string } | { by: 'ins'; ins: string };

/** Identifier systems of FR Core 2.2.0: INS-NIR, INS-NIA, test and demonstration. */
export const insSystems = ['8', '9', '10', '11'].map((last) => `urn:oid:1.2.250.1.213.1.4.${last}`);

/** An INS with its key. */
export const isWholeIns = (text: string): boolean => /^[0-9][0-9AB]{12}[0-9]{2}$/.test(text);

/** @throws Problem `search-patient-required` when more than one is named, or something that is no whole INS and no id. */
export function namedPatient(pairs: Pairs): Named | undefined {
  const all = pairs.map(([name, value]) => {
    const byIdentifier = name.endsWith('identifier');
    return byIdentifier ? byIns(value) : byId(value);
  });
  const [first] = all;
  if (first && all.some((other) => JSON.stringify(other) !== JSON.stringify(first)))
    throw problem('search-patient-required');
  return first;
}

function byId(value: string): Named {
  const id = value.replace(/^Patient\//, '');
  if (!isFhirId(id)) throw problem('search-patient-required');
  return { by: 'id', id };
}

function byIns(value: string): Named {
  const [system, code] = value.includes('|') ? value.split('|') : ['', value];
  const known = system === '' || insSystems.includes(system ?? '');
  if (!known || !isWholeIns(code ?? '')) throw problem('search-patient-required');
  return { by: 'ins', ins: code ?? '' };
}

/** The id of the space; undefined when there is none. A space keeps its INS for good, so what was found is remembered. */
export async function spaceOf(api: Api, named: Named): Promise<string | undefined> {
  if (named.by === 'id') return named.id;
  const known = api.spaces.get(named.ins) ?? (await api.facts.patientWithIns(named.ins));
  if (known) api.spaces.set(named.ins, known);
  return known;
}
