import type { Coding, Resource } from '@medplum/fhirtypes';
import type { Seen } from '../access/record.ts';

/** TRE_A07 visibility of documents (PDSm 3.1.1); the second is how the guide's own example writes it. */
const systems = ['TRE_A07-StatutVisibiliteDocument', 'TRE_A07-StatusVisibiliteDocument'].map(
  (name) => `https://mos.esante.gouv.fr/NOS/${name}/FHIR/${name.replace('_', '-')}`,
);

/**
 * How a resource asks to be seen. A professional can hide an item from colleagues, not bring back what is hidden: who hid it may
 * have been the patient.
 */
export function seenAs(resource: Resource): Seen {
  const labels = [...(resource.meta?.security ?? []), ...documentLabels(resource)];
  const has = (code: string): boolean =>
    labels.some((label) => label.code === code && systems.includes(label.system ?? ''));
  return {
    ...(has('MASQUE_PS') ? { hidden: true } : {}),
    secret: has('INVISIBLE_PATIENT'),
    kinHidden: has('INVISIBLE_REPRESENTANTS_LEGAUX'),
  };
}

const documentLabels = (resource: Resource): Coding[] =>
  resource.resourceType === 'DocumentReference'
    ? (resource.securityLabel ?? []).flatMap(({ coding }) => coding ?? [])
    : [];
