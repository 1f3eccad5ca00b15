import { row, type ErrorRow } from './row.ts';

/** A resource of the record, and the searches and versions of FHIR. */
export const fhir = {
  'resource-not-found': row(
    404,
    'not-found',
    'Introuvable, ou hors de votre accès.',
    'Not found, or outside your access.',
  ),
  'resource-deleted': row(410, 'deleted', 'Cet élément a été supprimé.', 'This item was deleted.'),
  'resource-invalid': row(
    422,
    'invalid',
    'La ressource n’est pas acceptée : {detail}.',
    'The resource is not accepted: {detail}.',
  ),
  'resource-type-closed': row(
    404,
    'not-supported',
    'Le type de ressource {type} n’est pas servi ici.',
    'Resource type {type} is not served here.',
  ),
  'search-unsupported': row(
    400,
    'not-supported',
    'Le paramètre de recherche {parameter} n’est pas servi : {detail}.',
    'Search parameter {parameter} is not served: {detail}.',
  ),
  'search-patient-required': row(
    400,
    'required',
    'La recherche doit nommer le patient : ajoutez patient=<id> ou patient.identifier=<INS>.',
    'The search must name the patient: add patient=<id> or patient.identifier=<INS>.',
  ),
  'patient-required': row(
    422,
    'required',
    'La ressource doit désigner son patient (subject ou patient).',
    'The resource must reference its patient (subject or patient).',
  ),
  'page-expired': row(
    410,
    'expired',
    'Cette page n’est plus disponible : refaites la recherche.',
    'This page is no longer available: search again.',
  ),
  'version-required': row(
    428,
    'required',
    'Indiquez la version modifiée (If-Match).',
    'Say which version you change (If-Match).',
  ),
  'version-stale': row(
    412,
    'conflict',
    'Quelqu’un a modifié cet élément entre-temps : rechargez-le avant de le changer.',
    'Somebody has changed this item meanwhile: reload it before changing it.',
  ),
  'reference-unknown': row(
    422,
    'business-rule',
    'La référence {reference} ne désigne rien que vous puissiez voir dans ce dossier.',
    'Reference {reference} points at nothing that you can see in this record.',
  ),
  'resource-conflict': row(
    409,
    'conflict',
    'Un autre élément du dossier en dépend encore, ou le même vient d’être écrit.',
    'Another item of the record still depends on it, or the same was just written.',
  ),
  'transaction-several-patients': row(
    422,
    'business-rule',
    'Une transaction concerne un seul patient : faites-en une par patient, ou un batch.',
    'A transaction is about one patient: make one for each, or a batch.',
  ),
  'match-ambiguous': row(
    412,
    'conflict',
    'Plusieurs éléments répondent à la condition.',
    'Several items match the condition.',
  ),
} as const satisfies Record<string, ErrorRow>;
