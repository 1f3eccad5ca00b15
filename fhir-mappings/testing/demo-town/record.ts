import type { Allergy, Disease, DocumentCategory, Measure, Treatment, Vaccination } from '../../src/index.ts';

/** A document of the town: its words, to be made into a file. */
export interface DemoDocument {
  readonly name: string;
  readonly date: string;
  readonly category: DocumentCategory;
  readonly hidden: boolean;
  readonly lines: readonly string[];
}

/** What one patient wrote of their own hand at the start. */
export interface DemoRecord {
  readonly diseases: readonly Disease[];
  readonly treatments: readonly Treatment[];
  readonly allergies: readonly Allergy[];
  readonly vaccinations: readonly Vaccination[];
  readonly measures: readonly Measure[];
  readonly documents: readonly DemoDocument[];
  /** RPPS numbers of the professionals whom they let read */
  readonly authorised: readonly string[];
}
