import type { Label } from './label.ts';

interface Category {
  readonly label: Label;
  /** TRE_A05 type of what a patient deposits in this category */
  readonly deposit: string;
}

/** E3. The nine categories of documents. */
export const DOCUMENT_CATEGORIES = {
  summary: { label: { fr: 'Ma santé en résumé', en: 'My health in brief' }, deposit: 'DOCPAT01' },
  prescription: { label: { fr: 'Ordonnances et soins', en: 'Prescriptions and care' }, deposit: 'DOCPAT02' },
  imaging: { label: { fr: 'Radio, écho, scanner, IRM', en: 'X-ray, ultrasound, CT, MRI' }, deposit: 'DOCPAT04' },
  biology: { label: { fr: 'Résultats de biologie', en: 'Laboratory results' }, deposit: 'DOCPAT05' },
  report: { label: { fr: 'Comptes rendus', en: 'Reports' }, deposit: 'DOCPAT03' },
  prevention: { label: { fr: 'Prévention et dépistage', en: 'Prevention and screening' }, deposit: 'DOCPAT06' },
  certificate: { label: { fr: 'Certificats médicaux', en: 'Medical certificates' }, deposit: 'DOCPAT07' },
  other: { label: { fr: 'Autres documents', en: 'Other documents' }, deposit: 'EXPPAT_2' },
  administrative: { label: { fr: 'Pièces administratives', en: 'Administrative papers' }, deposit: 'DOCPAT09' },
} as const satisfies Record<string, Category>;
export type DocumentCategory = keyof typeof DOCUMENT_CATEGORIES;

/** TRE_A03-ClasseDocument: all classes, each with the category where a document of an unknown type is shown. */
export const DOCUMENT_CLASSES = {
  10: { label: { fr: 'Compte rendu', en: 'Report' }, category: 'report' },
  11: { label: { fr: 'Synthèse', en: 'Synthesis' }, category: 'summary' },
  31: { label: { fr: 'Imagerie', en: 'Imaging' }, category: 'imaging' },
  42: { label: { fr: 'Prescription', en: 'Prescription' }, category: 'prescription' },
  43: { label: { fr: 'Dispensation', en: 'Dispensing' }, category: 'prescription' },
  44: { label: { fr: 'Plan de soins, protocole', en: 'Care plan or protocol' }, category: 'prescription' },
  45: { label: { fr: 'Traitement administré', en: 'Treatment given' }, category: 'prescription' },
  52: { label: { fr: 'Certificat, déclaration', en: 'Certificate or statement' }, category: 'certificate' },
  60: { label: { fr: 'Remboursement', en: 'Reimbursement' }, category: 'administrative' },
  90: { label: { fr: 'Autre document du patient', en: 'Other document of the patient' }, category: 'other' },
  95: { label: { fr: 'Document de gestion', en: 'Management document' }, category: 'administrative' },
} as const satisfies Record<number, { label: Label; category: DocumentCategory }>;
export type DocumentClass = `${keyof typeof DOCUMENT_CLASSES}`;
