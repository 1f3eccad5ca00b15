import type { Label } from './label.ts';

/** Vaccines by ATC code: an official French set (JDV_VaccinCSE24), and the most used others. `targets`: what they protect from. */
export const VACCINES = {
  J07CA01: {
    label: { fr: 'Diphtérie, tétanos, poliomyélite (DTP)', en: 'Diphtheria, tetanus, polio' },
    targets: ['diphtheria', 'tetanus', 'poliomyelitis'],
  },
  J07AJ: { label: { fr: 'Coqueluche', en: 'Pertussis' }, targets: ['pertussis'] },
  J07AG: { label: { fr: 'Haemophilus influenzae b', en: 'Haemophilus influenzae b' }, targets: ['hib'] },
  J07BC01: { label: { fr: 'Hépatite B', en: 'Hepatitis B' }, targets: ['hepatitis-b'] },
  J07AL: { label: { fr: 'Pneumocoque', en: 'Pneumococcus' }, targets: ['pneumococcus'] },
  J07AH07: { label: { fr: 'Méningocoque C', en: 'Meningococcus C' }, targets: ['meningococcus'] },
  J07AH08: { label: { fr: 'Méningocoques A, C, W, Y', en: 'Meningococcus A, C, W, Y' }, targets: ['meningococcus'] },
  J07AH09: { label: { fr: 'Méningocoque B', en: 'Meningococcus B' }, targets: ['meningococcus'] },
  J07BD52: {
    label: { fr: 'Rougeole, oreillons, rubéole (ROR)', en: 'Measles, mumps, rubella (MMR)' },
    targets: ['measles', 'mumps', 'rubella'],
  },
  J07BH: { label: { fr: 'Rotavirus', en: 'Rotavirus' }, targets: ['rotavirus'] },
  J07AN: { label: { fr: 'Tuberculose (BCG)', en: 'Tuberculosis (BCG)' }, targets: ['tuberculosis'] },
  J07BL: { label: { fr: 'Fièvre jaune', en: 'Yellow fever' }, targets: ['yellow-fever'] },
  J07AM: { label: { fr: 'Tétanos', en: 'Tetanus' }, targets: ['tetanus'] },
  J07BB: { label: { fr: 'Grippe', en: 'Influenza' }, targets: ['influenza'] },
  J07BN: { label: { fr: 'COVID-19', en: 'COVID-19' }, targets: ['covid-19'] },
  J07BM: { label: { fr: 'Papillomavirus humains', en: 'Human papillomavirus' }, targets: ['hpv'] },
  J07BK: { label: { fr: 'Varicelle ou zona', en: 'Varicella or zoster' }, targets: ['varicella', 'zoster'] },
} as const satisfies Record<string, { label: Label; targets: readonly TargetDisease[] }>;

/** Diseases that vaccines target: SNOMED CT codes of the IPS value set target-diseases-uv-ips; those without a code are free text there. */
export const TARGET_DISEASES = {
  diphtheria: { snomed: '397430003', label: { fr: 'Diphtérie', en: 'Diphtheria' } },
  tetanus: { snomed: '76902006', label: { fr: 'Tétanos', en: 'Tetanus' } },
  poliomyelitis: { snomed: '398102009', label: { fr: 'Poliomyélite', en: 'Poliomyelitis' } },
  pertussis: { snomed: '27836007', label: { fr: 'Coqueluche', en: 'Pertussis' } },
  hib: { snomed: '709410003', label: { fr: 'Infection à Haemophilus influenzae b', en: 'Haemophilus influenzae b' } },
  'hepatitis-a': { snomed: '40468003', label: { fr: 'Hépatite A', en: 'Hepatitis A' } },
  'hepatitis-b': { snomed: '66071002', label: { fr: 'Hépatite B', en: 'Hepatitis B' } },
  pneumococcus: { label: { fr: 'Infection à pneumocoque', en: 'Pneumococcal infection' } },
  meningococcus: { snomed: '23511006', label: { fr: 'Infection à méningocoque', en: 'Meningococcal infection' } },
  measles: { snomed: '14189004', label: { fr: 'Rougeole', en: 'Measles' } },
  mumps: { snomed: '36989005', label: { fr: 'Oreillons', en: 'Mumps' } },
  rubella: { snomed: '36653000', label: { fr: 'Rubéole', en: 'Rubella' } },
  rotavirus: { snomed: '18624000', label: { fr: 'Gastro-entérite à rotavirus', en: 'Rotavirus gastroenteritis' } },
  tuberculosis: { snomed: '56717001', label: { fr: 'Tuberculose', en: 'Tuberculosis' } },
  'yellow-fever': { snomed: '16541001', label: { fr: 'Fièvre jaune', en: 'Yellow fever' } },
  influenza: { snomed: '6142004', label: { fr: 'Grippe', en: 'Influenza' } },
  'covid-19': { snomed: '840539006', label: { fr: 'COVID-19', en: 'COVID-19' } },
  hpv: {
    snomed: '240532009',
    label: { fr: 'Infection à papillomavirus humain', en: 'Human papillomavirus infection' },
  },
  varicella: { snomed: '38907003', label: { fr: 'Varicelle', en: 'Varicella' } },
  zoster: { label: { fr: 'Zona', en: 'Shingles' } },
  rabies: { snomed: '14168008', label: { fr: 'Rage', en: 'Rabies' } },
  typhoid: { snomed: '4834000', label: { fr: 'Fièvre typhoïde', en: 'Typhoid fever' } },
  cholera: { snomed: '63650001', label: { fr: 'Choléra', en: 'Cholera' } },
  'japanese-encephalitis': { snomed: '52947006', label: { fr: 'Encéphalite japonaise', en: 'Japanese encephalitis' } },
  'tick-borne-encephalitis': {
    snomed: '712986001',
    label: { fr: 'Encéphalite à tiques', en: 'Tick-borne encephalitis' },
  },
  rsv: { label: { fr: 'Bronchiolite à VRS', en: 'RSV bronchiolitis' } },
  dengue: { label: { fr: 'Dengue', en: 'Dengue' } },
  chikungunya: { label: { fr: 'Chikungunya', en: 'Chikungunya' } },
  mpox: { label: { fr: 'Mpox', en: 'Mpox' } },
} as const satisfies Record<string, { snomed?: string; label: Label }>;

export type VaccineCode = keyof typeof VACCINES;
export type TargetDisease = keyof typeof TARGET_DISEASES;

/** Kinds of a vaccination (D6) as v3-ActCode codes; R4's `series` is a plain string that holds them. */
export const VACCINATION_KINDS = {
  first: { series: 'INITIMMUNIZ', label: { fr: 'Première injection', en: 'First dose' } },
  booster: { series: 'BOOSTER', label: { fr: 'Rappel', en: 'Booster' } },
  unknown: { series: 'IMMUNIZ', label: { fr: 'Je ne sais pas', en: 'I don’t know' } },
} as const satisfies Record<string, { series: string; label: Label }>;
export type VaccinationKind = keyof typeof VACCINATION_KINDS;
