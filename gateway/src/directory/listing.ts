import { isDeepStrictEqual } from 'node:util';
import type { Organization, Practitioner } from '@medplum/fhirtypes';
import { isUnreadable, type Concept } from '@passerelle/fhir-mappings';
import { derivedId } from '../derived-id.ts';
import type { FhirServer } from '../fhir/server.ts';

/** What became of an entry of the directory. */
export type Outcome = 'inserted' | 'updated' | 'unchanged';

type Listable = Organization | Practitioner;

/** A kind of entry of the directory, known by a national number. */
export interface Listed<E extends object, R extends Listable> {
  concept: Concept<E, R>;
  /** Whose number it is */
  system: string;
  numberOf: (entry: E) => string;
}

const identifiersOf = ({ identifier = [] }: Listable) => identifier;

/**
 * Brings the FHIR server's directory to what entries say, a hundred at most, each number once; all of them or none. A resource that
 * is there already keeps what its entry does not say, and is not written when it says so already; a new one gets an id made of
 * its number, so that two who write it at once write the same.
 * @throws FhirServerError `precondition` or `conflict` when another changed one of them in between
 */
export async function list<E extends object, R extends Listable>(
  fhir: FhirServer,
  listed: Listed<E, R>,
  entries: readonly E[],
): Promise<Outcome[]> {
  if (entries.length === 0) return [];
  const known = await find(fhir, listed, entries);
  const written = entries.map((entry) => brought(listed, entry, known.get(listed.numberOf(entry))));
  const writes = written.flatMap(({ write }) => write ?? []);
  if (writes.length > 0) await fhir.transaction({ resourceType: 'Bundle', type: 'transaction', entry: writes });
  return written.map(({ outcome }) => outcome);
}

/** What is there of these numbers; where two bear one number, the one whose id we made. */
async function find<E extends object, R extends Listable>(
  fhir: FhirServer,
  { concept: { resourceType }, system, numberOf }: Listed<E, R>,
  entries: readonly E[],
): Promise<Map<string, R>> {
  const numbers = entries.map(numberOf);
  const known = new Map<string, R>();
  const asked = numbers.map((number) => `${system}|${number}`).join(',');
  let bundle = await fhir.search(resourceType, [
    ['identifier', asked],
    ['_count', '200'],
  ]);
  for (;;) {
    for (const { resource } of bundle.entry ?? [])
      if (resource?.resourceType === resourceType) {
        const found = resource as R;
        for (const { system: whose, value = '' } of identifiersOf(found))
          if (whose === system && (!known.has(value) || found.id === derivedId(resourceType, value)))
            known.set(value, found);
      }
    const next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
    if (!next) return known;
    bundle = await fhir.page(next);
  }
}

function brought<E extends object, R extends Listable>(
  { concept, numberOf }: Listed<E, R>,
  entry: E,
  base: R | undefined,
) {
  const before = base && concept.fromFhir(base);
  const whole = before && !isUnreadable(before) ? { ...before, ...entry } : entry;
  const resource = concept.toFhir(whole, base);
  if (base && isDeepStrictEqual(resource, base)) return { outcome: 'unchanged' as const };
  const id = base?.id ?? derivedId(concept.resourceType, numberOf(entry));
  const version = base?.meta?.versionId;
  const request = {
    method: 'PUT' as const,
    url: `${concept.resourceType}/${id}`,
    ...(version ? { ifMatch: `W/"${version}"` } : {}),
  };
  return {
    outcome: base ? ('updated' as const) : ('inserted' as const),
    write: { resource: { ...resource, id }, request },
  };
}

/** The table's outcome and the FHIR server's as one: what an interrupted load left to do is an update. */
export const together = (row: Outcome, resource: Outcome): Outcome =>
  row === 'inserted' || (row === 'unchanged' && resource === 'unchanged') ? row : 'updated';
