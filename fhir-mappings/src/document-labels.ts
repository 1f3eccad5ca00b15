import type { DocumentReference } from '@medplum/fhirtypes';
import { codeable, codesOf, hl7, nos } from './coding.ts';
import { withKey } from './element.ts';
import type { Lens } from './lens.ts';

/** TRE_A07: the labels by which a document is hidden. */
export const VISIBILITY_LABELS = {
  professionals: 'MASQUE_PS',
  patient: 'INVISIBLE_PATIENT',
  representatives: 'INVISIBLE_REPRESENTANTS_LEGAUX',
} as const;
export type HiddenFrom = keyof typeof VISIBILITY_LABELS;

export const VISIBILITY_SYSTEM = nos('TRE_A07-StatutVisibiliteDocument');
/** As the national guide's own example writes it: read, never written. */
const MISSPELT = nos('TRE_A07-StatusVisibiliteDocument');

/** One of N, R, V is always there (PDSm): a new document is of normal confidentiality. */
export const NORMAL = codeable(hl7('v3-Confidentiality'), 'N', 'normal');

const hasLabel = (code: string) => (concept: Parameters<typeof codesOf>[0]) =>
  [VISIBILITY_SYSTEM, MISSPELT].some((system) => codesOf(concept, system).includes(code));

/** Whether a document is hidden from somebody. */
export const hiddenFrom = (who: HiddenFrom): Lens<DocumentReference, boolean> => {
  const code = VISIBILITY_LABELS[who];
  return {
    get: ({ securityLabel = [] }) => securityLabel.some(hasLabel(code)),
    put: (resource, hidden) => {
      const others = (resource.securityLabel ?? []).filter((label) => !hasLabel(code)(label));
      return withKey(resource, 'securityLabel', hidden ? [...others, codeable(VISIBILITY_SYSTEM, code)] : others);
    },
  };
};

/** The same for what is seldom said: true, or not there. */
export const hiddenToo = (who: HiddenFrom): Lens<DocumentReference, true | undefined> => {
  const lens = hiddenFrom(who);
  return {
    get: (resource) => (lens.get(resource) === true ? true : undefined),
    put: (resource, hidden) => lens.put(resource, hidden === true),
  };
};
