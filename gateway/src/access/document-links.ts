import { linkedDocument } from '@passerelle/fhir-mappings';
import type { Extension, Resource } from '@medplum/fhirtypes';
import { referenceParts } from './compartment.ts';

interface Linking {
  extension?: Extension[];
}

function documentIn({ url, valueReference }: Extension): string | undefined {
  const [type, id] = url === linkedDocument ? referenceParts(valueReference?.reference) : [];
  return type === 'DocumentReference' ? id : undefined;
}

/** Ids of the documents that an entry is linked to (D). */
export const linksOf = (resource: Resource): string[] =>
  ((resource as Linking).extension ?? []).flatMap((extension) => documentIn(extension) ?? []);

/** The resource with those of its links alone that are `kept`. */
export function withLinks<R extends Resource>(resource: R, kept: (document: string) => boolean): R {
  const { extension: all = [], ...rest } = resource as R & Linking;
  const extension = all.filter((one) => {
    const document = documentIn(one);
    return document === undefined || kept(document);
  });
  if (extension.length === all.length) return resource;
  return { ...rest, ...(extension.length === 0 ? {} : { extension }) } as R;
}

/** The resource with the links that `before` has to documents its writer cannot see, whatever it says of those itself. */
export function keepingLinks<R extends Resource>(resource: R, before: Resource, unseen: ReadonlySet<string>): R {
  const links = ((before as Linking).extension ?? []).filter((one) => unseen.has(documentIn(one) ?? ''));
  if (links.length === 0) return resource;
  const own = withLinks(resource, (document) => !unseen.has(document)) as R & Linking;
  return { ...own, extension: [...(own.extension ?? []), ...links] };
}
