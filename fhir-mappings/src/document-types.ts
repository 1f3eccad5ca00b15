import type { DocumentCategory, DocumentClass } from './document-categories.ts';
import type { Label } from './label.ts';

export interface DocumentType {
  readonly category: DocumentCategory;
  readonly class: DocumentClass;
  readonly label: Label;
}

const type = (category: DocumentCategory, documentClass: DocumentClass, fr: string, en: string): DocumentType => ({
  category,
  class: documentClass,
  label: { fr, en },
});

/**
 * Types of documents: LOINC codes, and codes of TRE_A05 for the others. The category is where people find them (E3), the class is that of
 * TRE_A03; the pairing is ours, since the official table of associations is not public.
 */
export const DOCUMENT_TYPES = {
  DOCPAT01: type('summary', '11', 'Ma santé en résumé (déposé par le patient)', 'My health in brief (patient)'),
  DOCPAT08: type('summary', '11', 'Profil médical', 'Medical profile'),
  '60591-5': type('summary', '11', 'Synthèse médicale', 'Medical synthesis'),
  '34133-9': type('summary', '11', 'Synthèse d’épisode de soins', 'Episode summary'),
  SYNTH: type('summary', '11', 'Synthèse', 'Synthesis'),
  BIL_AUTO: type('summary', '11', 'Bilan d’autonomie', 'Autonomy assessment'),
  DOCPAT02: type(
    'prescription',
    '42',
    'Ordonnances et soins (déposé par le patient)',
    'Prescriptions and care (patient)',
  ),
  '57833-6': type('prescription', '42', 'Prescription de médicaments', 'Drug prescription'),
  '57832-8': type('prescription', '42', 'Prescription de soins', 'Care prescription'),
  '57828-6': type('prescription', '42', 'Prescription, autre', 'Other prescription'),
  '55115-0': type('prescription', '42', 'Demande d’examen d’imagerie', 'Imaging request'),
  '60593-1': type('prescription', '43', 'Dispensation de médicaments', 'Dispensing'),
  'PRESC-BIO': type('prescription', '42', 'Prescription de biologie', 'Laboratory prescription'),
  'PRESC-KINE': type('prescription', '42', 'Prescription de kinésithérapie', 'Physiotherapy prescription'),
  'PRESC-INF': type('prescription', '42', 'Prescription de soins infirmiers', 'Nursing prescription'),
  'PRESC-PEDI': type('prescription', '42', 'Prescription de pédicurie', 'Podiatry prescription'),
  'PRESC-ORTHOPHO': type('prescription', '42', 'Prescription d’orthophonie', 'Speech therapy prescription'),
  'PRESC-ORTHOPTIE': type('prescription', '42', 'Prescription d’orthoptie', 'Orthoptics prescription'),
  'PRESC-AAT': type('prescription', '42', 'Prescription d’arrêt de travail', 'Sick leave prescription'),
  DISP_AUT: type('prescription', '43', 'Dispensation, autre', 'Other dispensing'),
  PROT_ALD: type('prescription', '44', 'Protocole de soins ALD', 'Long-term illness protocol'),
  DOCPAT04: type('imaging', '31', 'Imagerie (déposé par le patient)', 'Imaging (patient)'),
  '18748-4': type('imaging', '31', 'Compte rendu d’imagerie', 'Imaging report'),
  'IMG-KOS': type('imaging', '31', 'Références d’images (KOS)', 'Image references (KOS)'),
  '85895-1': type('imaging', '31', 'Compte rendu de médecine nucléaire', 'Nuclear medicine report'),
  DOCPAT05: type('biology', '10', 'Résultats de biologie (déposé par le patient)', 'Laboratory results (patient)'),
  '11502-2': type('biology', '10', 'Compte rendu de biologie', 'Laboratory report'),
  '60568-3': type('biology', '10', 'Compte rendu d’anatomopathologie', 'Pathology report'),
  '11526-1': type('biology', '10', 'Compte rendu d’anatomopathologie (ancien code)', 'Pathology report (older code)'),
  DOCPAT03: type('report', '10', 'Compte rendu (déposé par le patient)', 'Report (patient)'),
  '11488-4': type('report', '10', 'Compte rendu de consultation', 'Consultation report'),
  '34112-3': type('report', '10', 'Compte rendu hospitalier', 'Hospital report'),
  '11490-0': type('report', '10', 'Lettre de liaison à la sortie', 'Discharge letter'),
  '15507-7': type('report', '10', 'Compte rendu de passage aux urgences', 'Emergency report'),
  '34874-8': type('report', '10', 'Compte rendu opératoire', 'Surgery report'),
  '15508-5': type('report', '10', 'Compte rendu d’accouchement', 'Delivery report'),
  '77436-4': type('report', '10', 'Compte rendu d’anesthésie', 'Anaesthesia report'),
  '34749-2': type('report', '10', 'Compte rendu de consultation d’anesthésie', 'Anaesthesia consultation'),
  '11505-5': type('report', '10', 'Compte rendu d’acte', 'Procedure report'),
  '70004-7': type('report', '10', 'Compte rendu d’acte diagnostique', 'Diagnostic procedure report'),
  '85208-7': type('report', '10', 'Compte rendu de télémédecine', 'Telemedicine report'),
  DOCPAT06: type(
    'prevention',
    '11',
    'Prévention et dépistage (déposé par le patient)',
    'Prevention and screening (patient)',
  ),
  '11369-6': type('prevention', '11', 'Historique des vaccinations', 'Vaccination history'),
  '87273-9': type('prevention', '10', 'Note de vaccination', 'Vaccination note'),
  '75492-9': type('prevention', '10', 'Document de prévention', 'Prevention note'),
  '75482-0': type('prevention', '10', 'Document de dépistage', 'Screening note'),
  '83869-8': type('prevention', '10', 'Bilan de prévention', 'Prevention assessment'),
  '68817-6': type('prevention', '10', 'Certificat de santé de l’enfant', 'Child health certificate'),
  '59283-2': type('prevention', '10', 'Examen de santé de l’enfant', 'Child health examination'),
  DOCPAT07: type('certificate', '52', 'Certificat (déposé par le patient)', 'Certificate (patient)'),
  '89601-9': type('certificate', '52', 'Certificat médical', 'Medical certificate'),
  CERT_DECL: type('certificate', '52', 'Certificat, déclaration', 'Certificate or statement'),
  EXPPAT_2: type('other', '90', 'Autre document (déposé par le patient)', 'Other document (patient)'),
  EXPPAT_1: type('other', '90', 'Volontés et droits du patient', 'Wishes and rights'),
  EXPPAT_3: type('other', '90', 'Directives anticipées', 'Advance directives'),
  '56446-8': type('other', '90', 'Résumé de rendez-vous', 'Appointment summary'),
  '96349-6': type('other', '90', 'Lettre d’adressage', 'Referral letter'),
  '101881-1': type('other', '90', 'Carte d’implant', 'Implant card'),
  '74465-6': type('other', '90', 'Questionnaire', 'Questionnaire'),
  DOCPAT09: type(
    'administrative',
    '95',
    'Pièce administrative (déposée par le patient)',
    'Administrative paper (patient)',
  ),
  '51851-4': type('administrative', '95', 'Document administratif', 'Administrative document'),
  '59284-0': type('administrative', '95', 'Attestation de consentement', 'Consent certificate'),
  'PIECE-IDENTITE': type('administrative', '95', 'Pièce d’identité', 'Identity paper'),
  'ATTEST-DROITS-AM': type(
    'administrative',
    '95',
    'Attestation de droits à l’assurance maladie',
    'Health insurance certificate',
  ),
} as const satisfies Record<string, DocumentType>;
export type DocumentTypeCode = keyof typeof DOCUMENT_TYPES;
