import type { Category } from '@passerelle/gateway/client';
import { SelectInput, TextInput } from '../../components/inputs.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { categoryKeys } from './categories.ts';

type Sort = 'date' | '-date' | 'name' | '-name' | 'author' | '-author';

export interface Filter {
  category: Category | '';
  search: string;
  sort: Sort;
  page: number;
}

export const emptyFilter: Filter = { category: '', search: '', sort: '-date', page: 1 };

/** What to show of the documents, and in which order. Each change goes back to the first page. */
export function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { documents } = useTexts();
  const change = (part: Partial<Filter>) => onChange({ ...filter, ...part, page: 1 });
  return (
    <div className="toolbar">
      <TextInput
        id="documents-search"
        type="search"
        label={documents.search}
        maxLength={50}
        value={filter.search}
        onChange={(search) => change({ search })}
      />
      <SelectInput
        id="documents-category"
        label={documents.category}
        value={filter.category}
        options={[
          { value: '', label: documents.all },
          ...categoryKeys.map((key) => ({ value: key, label: documents.categories[key] })),
        ]}
        onChange={(category) => change({ category: category as Filter['category'] })}
      />
      <SelectInput
        id="documents-sort"
        label={documents.sort}
        value={filter.sort}
        options={(Object.keys(documents.sorts) as Sort[]).map((sort) => ({
          value: sort,
          label: documents.sorts[sort],
        }))}
        onChange={(sort) => change({ sort: sort as Sort })}
      />
    </div>
  );
}
