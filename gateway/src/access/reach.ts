import type { DocumentReference, Resource } from '@medplum/fhirtypes';
import type { Reach } from './policy.ts';
import { patientOf } from './compartment.ts';
import { tagSearch, visibilityOf } from './visibility.ts';

const classSystem = 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument';

/** Whether an item of the patient's record lies within a decision's reach. What bears no tag of ours lies in nobody's. */
export function reaches(reach: Reach, patient: string, resource: Resource): boolean {
  if (patientOf(resource) !== patient) return false;
  if (!touches(reach.tags, resource)) return false;
  if (resource.resourceType !== 'DocumentReference' || reach.classes === 'all') return true;
  const own = reach.tags.find((tag) => tag.startsWith('author-'));
  return (
    classesOf(resource).some((one) => reach.classes.includes(one)) || (own !== undefined && touches([own], resource))
  );
}

/** Whether the item may be changed or deleted by the decision's holder. */
export const mayChange = (reach: Reach, resource: Resource): boolean => touches(reach.changeable, resource);

/** Whether a document is of classes that the decision's holder may deposit; what is no document has no class. */
export function mayDeposit(reach: Reach, resource: Resource): boolean {
  if (resource.resourceType !== 'DocumentReference' || reach.writable === 'all') return true;
  const classes = classesOf(resource);
  return classes.length > 0 && classes.every((one) => reach.writable.includes(one));
}

/** Search parameters that make the FHIR server itself leave out, and not count, what lies outside the reach. */
export function narrowing(reach: Reach, type: string): [string, string][] {
  const tags: [string, string][] = [['_tag', tagSearch(reach.tags)]];
  if (type !== 'DocumentReference' || reach.classes === 'all') return tags;
  return [
    ...tags,
    ['category', reach.classes.map((code) => `${classSystem}|${code}`).join(',') || `${classSystem}|none`],
  ];
}

export const classesOf = (document: DocumentReference): string[] =>
  (document.category ?? []).flatMap(({ coding = [] }) =>
    coding.filter(({ system }) => system === classSystem).map(({ code }) => code ?? ''),
  );

function touches(tags: string[], resource: Resource): boolean {
  const { open, hidden, secret, kinHidden, author } = visibilityOf(resource);
  return tags.some(
    (tag) =>
      (tag === 'open' && open) ||
      (tag === 'hidden' && hidden) ||
      (tag === 'patient' && !secret) ||
      (tag === 'kin' && !kinHidden) ||
      (author !== undefined && tag === `author-${author}`),
  );
}
