import type { Category, DocumentLine } from '../client/documents.ts';

/** E5: what of the documents is asked for. `search` looks into names and authors. */
export interface Listing {
  category?: Category;
  search?: string;
  sort?: 'date' | '-date' | 'name' | '-name' | 'author' | '-author';
  page?: number;
}

export interface DocumentPage {
  documents: DocumentLine[];
  total: number;
  pages: number;
}

const pageSize = 20;
const collator = new Intl.Collator('fr', { sensitivity: 'base', numeric: true });

/** Filters, sorts (the latest first unless said) and cuts into pages of 20. */
export function listed(
  all: DocumentLine[],
  { category, search = '', sort = '-date', page = 1 }: Listing,
): DocumentPage {
  const words = folded(search).split(' ').filter(Boolean);
  const found = all.filter(
    (line) =>
      (!category || line.category === category) &&
      words.every((word) => folded(`${line.name} ${line.author.name ?? ''}`).includes(word)),
  );
  const start = (page - 1) * pageSize;
  return {
    documents: found.sort(order(sort)).slice(start, start + pageSize),
    total: found.length,
    pages: Math.max(1, Math.ceil(found.length / pageSize)),
  };
}

type Compare = (one: DocumentLine, other: DocumentLine) => number;

const by: Record<'date' | 'name' | 'author', Compare> = {
  date: (one, other) => one.date.localeCompare(other.date),
  name: (one, other) => collator.compare(one.name, other.name),
  author: (one, other) => collator.compare(authorKey(one), authorKey(other)),
};

/** The person's own documents first, then by the author's name. */
const authorKey = ({ author }: DocumentLine): string => (author.kind === 'patient' ? '' : (author.name ?? '~'));

function order(sort: NonNullable<Listing['sort']>): Compare {
  const compare = by[sort.replace('-', '') as keyof typeof by];
  const sign = sort.startsWith('-') ? -1 : 1;
  return (one, other) =>
    sign * compare(one, other) || other.addedAt.localeCompare(one.addedAt) || one.id.localeCompare(other.id);
}

/** Small letters without accents. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
