import { professionLabel } from '@passerelle/fhir-mappings';
import type { Language } from '../../texts/language.ts';

/** A profession's code (TRE_G15) as people read it; a text that is no code stays. */
export const professionText = (code: string, language: Language): string => professionLabel(code)[language];
