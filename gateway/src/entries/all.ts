import type { ExtractResource } from '@medplum/fhirtypes';
import type { ServedType } from '../access/action.ts';
import type { PatientRecord } from '../access/record.ts';
import type { SearchParameters } from '../fhir/server.ts';

const pageSize = '200';
const mostPages = 25;

/** Every resource of one type in the caller's reach, page after page, 5,000 at most: a person's record, not a register. */
export async function allOf<T extends ServedType>(
  record: PatientRecord,
  type: T,
  parameters: SearchParameters = [],
): Promise<ExtractResource<T>[]> {
  let found = await record.search(type, [...parameters, ['_count', pageSize]]);
  const resources = [...found.resources];
  for (let page = 1; found.next && page < mostPages; page += 1) {
    found = await record.page(type, found.next, parameters);
    resources.push(...found.resources);
  }
  return resources;
}
