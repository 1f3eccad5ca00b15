import type { Organisation } from '../src/index.ts';
import { people } from './demo/people.ts';
import type { InsuredPerson } from './demo/person.ts';
import { hospitals, professionals, type DemoProfessional } from './demo/professionals.ts';
import { demoRecords, type DemoRecord } from './demo/records.ts';

/** 0.4. The town of Valmont: plain data, all of it made up, to be brought in through the public doors. */
export interface DemoTown {
  readonly people: readonly InsuredPerson[];
  readonly professionals: readonly DemoProfessional[];
  readonly hospitals: readonly Organisation[];
  /** Medical records at the start, with series of measures that end at the day given */
  readonly records: (today: string) => DemoRecord[];
}

export const demoTown: DemoTown = { people, professionals, hospitals, records: demoRecords };

export type { DemoDocument } from './demo/documents.ts';
export type { InsuredPerson } from './demo/person.ts';
export type { DemoProfessional } from './demo/professionals.ts';
export type { DemoRecord, Writer, Written } from './demo/records.ts';
