import type { DocumentReference } from '@medplum/fhirtypes';
import { codeable, LOINC, nos } from './coding.ts';
import {
  DOCUMENT_CATEGORIES,
  DOCUMENT_CLASSES,
  type DocumentCategory,
  type DocumentClass,
} from './document-categories.ts';
import { DOCUMENT_TYPES, type DocumentType, type DocumentTypeCode } from './document-types.ts';
import { keysOf } from './keys.ts';
import type { ObjectLens } from './lens.ts';

const TYPES = nos('TRE_A05-TypeDocComplementaire');
const CLASSES = nos('TRE_A03-ClasseDocument');

export interface DocumentKind {
  category: DocumentCategory;
  type?: DocumentTypeCode;
}

const isType = (code: string): code is DocumentTypeCode => Object.hasOwn(DOCUMENT_TYPES, code);
const isClass = (code: string): code is DocumentClass => Object.hasOwn(DOCUMENT_CLASSES, code);
const isDeposit = (code: string) =>
  keysOf(DOCUMENT_CATEGORIES).some((key) => DOCUMENT_CATEGORIES[key].deposit === code);

/** The codes under which a type, or a class, is written by anybody: some put LOINC's under another system. */
const codes = (resource: DocumentReference) => (resource.type?.coding ?? []).flatMap(({ code }) => code ?? []);
const classes = ({ category = [] }: DocumentReference) =>
  category.flatMap(({ coding = [] }) => coding.flatMap(({ code, system }) => (system === CLASSES ? (code ?? []) : [])));

/** The type that an entry stands for. A type that is not of its category gives way to the category that people chose. */
export function documentTypeOf({ category, type }: DocumentKind): DocumentTypeCode {
  return type !== undefined && DOCUMENT_TYPES[type].category === category
    ? type
    : DOCUMENT_CATEGORIES[category].deposit;
}

/** The class (TRE_A03) by which the access matrix speaks of a document, from the resource itself; nothing when it has none. */
export const documentClassIn = (resource: DocumentReference): DocumentClass | undefined =>
  classes(resource).find(isClass) ??
  codes(resource)
    .filter(isType)
    .map((code) => DOCUMENT_TYPES[code].class)[0];

/**
 * Category (E3) and type. What has a type that is not known here is found by its class, and without one among "Autres documents". A
 * patient's deposit has the type of its category: it is not said twice.
 */
export const documentKind: ObjectLens<DocumentReference, DocumentKind> = {
  keys: ['category', 'type'],
  get: (resource) => {
    const type = codes(resource).find(isType);
    if (type !== undefined) {
      const { category } = DOCUMENT_TYPES[type];
      return isDeposit(type) ? { category } : { category, type };
    }
    const known = classes(resource).find(isClass);
    return { category: known === undefined ? 'other' : DOCUMENT_CLASSES[known].category };
  },
  put: (resource, kind) => {
    const code = documentTypeOf(kind);
    const { label, class: documentClass }: DocumentType = DOCUMENT_TYPES[code];
    const system = /^[0-9]+-[0-9]$/.test(code) ? LOINC : TYPES;
    return {
      ...resource,
      type: { ...codeable(system, code), text: label.fr },
      category: [{ ...codeable(CLASSES, documentClass), text: DOCUMENT_CLASSES[documentClass].label.fr }],
    };
  },
};
