import { professionals } from '../../../../demo/people.ts';
import type { DemoProfessional } from './professional.ts';

/** The professionals of the demo town. */
export const demoProfessionals: readonly DemoProfessional[] = professionals;
