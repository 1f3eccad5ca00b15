import { adults } from './adults.ts';
import { minors } from './minors.ts';
import type { Townsperson } from './person.ts';

/** The insured persons of the town of Valombre (0.4): all of it made up, to be brought in through the public doors. */
export const people = [...adults, ...minors] as [Townsperson, Townsperson, Townsperson, ...Townsperson[]];
export const adultCount = adults.length;

export { organizations } from './organizations.ts';
export { townsperson, type Townsperson } from './person.ts';
export { professionals } from './professionals.ts';
export type { DemoProfessional } from './professionals.ts';
export type { DemoDocument, DemoRecord } from './record.ts';
export { recordsAt } from './records.ts';
