import type { Coding, Meta, Resource } from '@medplum/fhirtypes';

const subsetted: Coding = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
};

/** A resource's JSON with the named elements alone, marked so that nobody writes it back (R4 search.html#elements). */
export function onlyElements(content: string, elements: readonly string[]): string {
  const { resourceType, id, meta, ...rest } = JSON.parse(content) as Resource & Record<string, unknown>;
  const wanted = new Set(
    elements.map((element) => element.split('.').at(element.includes('.') && /^[A-Z]/.test(element) ? 1 : 0)),
  );
  const kept = Object.entries(rest).filter(([name]) => wanted.has(name.replace(/^_/, '')));
  const marked: Meta = { ...meta, tag: [...(meta?.tag ?? []), subsetted] };
  return JSON.stringify({ resourceType, id, meta: marked, ...Object.fromEntries(kept) });
}
