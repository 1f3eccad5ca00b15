/** The State's code system of document classes, as practice software writes it. */
export const documentClasses = 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument';

/** Headers of a JSON Patch. */
export const patchType = { 'content-type': 'application/json-patch+json' };
