import type { Texts } from '../../texts/language.ts';

/** A8: the five steps, in order. */
export const steps = ['height', 'weight', 'diseases', 'treatments', 'allergies'] as const;
export type Step = (typeof steps)[number];

/** The step of an address (`/welcome/3`); nothing for another number. */
export const stepAt = (param: string | undefined): { at: number; step: Step } | undefined => {
  const at = Number(param);
  const step = steps[at - 1];
  return step && { at, step };
};

export const stepPath = (at: number): string => (at > steps.length ? '/welcome/done' : `/welcome/${at}`);

/** @param of first name of the child whose space it is; absent: one's own */
export const stepTitle = (step: Step, { questionnaire, child }: Texts, of?: string): string =>
  of === undefined ? questionnaire[step] : child.steps[step](of);
