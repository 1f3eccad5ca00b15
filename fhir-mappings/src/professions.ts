import type { Label } from './label.ts';

/** TRE_G15-ProfessionSante: the professions that this gateway names. */
export const PROFESSIONS = {
  10: { fr: 'Médecin', en: 'Doctor' },
  21: { fr: 'Pharmacien', en: 'Pharmacist' },
  26: { fr: 'Audioprothésiste', en: 'Hearing-aid specialist' },
  28: { fr: 'Opticien-lunetier', en: 'Optician' },
  31: { fr: 'Assistant dentaire', en: 'Dental assistant' },
  32: { fr: 'Physicien médical', en: 'Medical physicist' },
  35: { fr: 'Aide-soignant', en: 'Nursing aide' },
  36: { fr: 'Ambulancier', en: 'Ambulance worker' },
  37: { fr: 'Auxiliaire de puériculture', en: 'Nursery aide' },
  38: { fr: 'Préparateur en pharmacie hospitalière', en: 'Hospital pharmacy technician' },
  39: { fr: 'Préparateur en pharmacie', en: 'Pharmacy technician' },
  40: { fr: 'Chirurgien-dentiste', en: 'Dental surgeon' },
  50: { fr: 'Sage-femme', en: 'Midwife' },
  60: { fr: 'Infirmier', en: 'Nurse' },
  69: { fr: 'Infirmier psychiatrique', en: 'Psychiatric nurse' },
  70: { fr: 'Masseur-kinésithérapeute', en: 'Physiotherapist' },
  80: { fr: 'Pédicure-podologue', en: 'Podiatrist' },
  81: { fr: 'Orthoprothésiste', en: 'Orthotist-prosthetist' },
  82: { fr: 'Podo-orthésiste', en: 'Orthopaedic shoe fitter' },
  83: { fr: 'Orthopédiste-orthésiste', en: 'Orthotist' },
  84: { fr: 'Oculariste', en: 'Ocularist' },
  85: { fr: 'Épithésiste', en: 'Anaplastologist' },
  86: { fr: 'Technicien de laboratoire médical', en: 'Laboratory technician' },
  91: { fr: 'Orthophoniste', en: 'Speech therapist' },
  92: { fr: 'Orthoptiste', en: 'Orthoptist' },
  94: { fr: 'Ergothérapeute', en: 'Occupational therapist' },
  95: { fr: 'Diététicien', en: 'Dietician' },
  96: { fr: 'Psychomotricien', en: 'Psychomotor therapist' },
  98: { fr: 'Manipulateur d’électroradiologie médicale', en: 'Radiographer' },
} as const satisfies Record<number, Label>;
export type ProfessionCode = `${keyof typeof PROFESSIONS}`;

/** TRE_R38-SpecialiteOrdinale: the specialties that this gateway names. */
export const SPECIALTIES = {
  SM04: { fr: 'Cardiologie et maladies vasculaires', en: 'Cardiology' },
  SM26: { fr: 'Qualifié en médecine générale', en: 'General practice (qualified)' },
  SM54: { fr: 'Médecine générale', en: 'General practice' },
} as const satisfies Record<string, Label>;

/** What people read for a profession's code: its name, or the code where this gateway has none. */
export function professionLabel(code: string): Label {
  const known: Readonly<Record<string, Label>> = PROFESSIONS;
  return (Object.hasOwn(known, code) ? known[code] : undefined) ?? { fr: code, en: code };
}
