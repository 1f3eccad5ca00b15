import type { Texts } from '../../texts/language.ts';
import type { Errors } from '../../components/use-form.ts';
import type { Category, DocumentDetails } from '@passerelle/gateway/client';

/** What is typed of a document: every part may still be missing. */
export interface TypedDetails {
  name: string;
  date: string;
  category: Category | '';
  visibility: 'visible' | 'hidden' | '';
}

/** E2: the characters that a name may not have. */
const REFUSED = /[@\->?/[*#\]%~+€$!=]/g;
const MAX_NAME = 50;
/** E1: what may be deposited, by the end of the name. */
const KINDS = /\.(jpe?g|pdf|png|txt|rtf|tiff?)$/i;
const MAX_BYTES = 5_000_000;

export function checkDetails(typed: TypedDetails, { documents, form }: Texts, latest: string): Errors {
  const name = nameError(typed.name.trim(), documents, form);
  const date = !typed.date ? documents.dateMissing : typed.date > latest ? form.dateFuture : undefined;
  return {
    ...(name ? { name } : {}),
    ...(date ? { date } : {}),
    ...(typed.category ? {} : { category: documents.categoryMissing }),
    ...(typed.visibility ? {} : { visibility: documents.whoMissing }),
  };
}

function nameError(name: string, documents: Texts['documents'], form: Texts['form']): string | undefined {
  if (!name) return form.required(documents.name);
  if (name.length > MAX_NAME) return form.tooLong(MAX_NAME);
  const signs = [...new Set(name.match(REFUSED) ?? [])];
  return signs.length > 0 ? documents.nameSigns(signs.join(' ')) : undefined;
}

/** What is wrong with a file before it is sent; the gateway looks inside it as well. */
export function fileError(file: File, documents: Texts['documents']): string | undefined {
  if (!KINDS.test(file.name)) return documents.fileType;
  if (file.size > MAX_BYTES) return documents.fileLarge;
  return file.size === 0 ? documents.fileEmpty : undefined;
}

/** A name to start from: the file's, without its ending and the characters refused. */
export const nameFrom = (file: string): string =>
  file
    .replace(/\.[^.]+$/, '')
    .replaceAll('_', ' ')
    .replace(REFUSED, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_NAME);

/** The typed parts as the gateway takes them; only after `checkDetails` found nothing. */
export const detailsOf = ({ name, date, category, visibility }: TypedDetails): DocumentDetails => ({
  name: name.trim(),
  date,
  category: category || 'other',
  hidden: visibility === 'hidden',
});

export const typedOf = ({ name, date, category, hidden }: DocumentDetails): TypedDetails => ({
  name,
  date,
  category,
  visibility: hidden ? 'hidden' : 'visible',
});
