import type { ServedType } from '../access/action.ts';
import { problem, type Problem } from '../errors.ts';
import { includesOf, kindOf, reverseIncludesOf } from './search-parameters.ts';
import type { SearchRequest } from './search-request.ts';

const most = { page: 200, sorts: 2 };

/** The refusal of a parameter, with the reason. */
export const unsupported = (parameter: string, fr: string, en: string): Problem =>
  problem('search-unsupported', { parameter, detail: { fr, en } });

/** An order by these would tell of what is left out: documents that one cannot see, and the tags that we narrow by. */
const telling = new Set(['relatesto', '_tag']);

type Control = (request: SearchRequest, value: string, type: ServedType) => void;

/** The parameters that say how matches are counted, ordered and shown, and what comes along with them. */
export const controls: Record<string, Control> = {
  _count: ({ parameters }, value) => {
    if (!/^[0-9]{1,6}$/.test(value)) throw unsupported('_count', 'un nombre', 'a number');
    parameters.push(['_count', String(Math.min(Number(value), most.page))]);
  },
  _sort: ({ parameters }, value, type) => {
    const keys = value.split(',');
    const known = keys.map((key) => key.replace(/^-/, '')).every((key) => kindOf(type, key) && !telling.has(key));
    if (!known || keys.length > most.sorts)
      throw unsupported(
        '_sort',
        'deux clés au plus, parmi les paramètres du type',
        'two keys at most, of the type’s parameters',
      );
    parameters.push(['_sort', value]);
  },
  _total: ({ parameters }, value) => {
    if (!['none', 'estimate', 'accurate'].includes(value)) throw unsupported('_total', value, value);
    if (value !== 'none') parameters.push(['_total', 'accurate']);
  },
  _summary: ({ parameters, view }, value) => {
    if (value === 'count') parameters.push(['_summary', 'count']);
    else if (value === 'true' || value === 'text' || value === 'data') view.summary = value;
    else if (value !== 'false') throw unsupported('_summary', value, value);
  },
  _elements: ({ view }, value) => {
    view.elements = value.split(',').map(
      (name) =>
        name
          .trim()
          .replace(/^[A-Z][A-Za-z]+\./, '')
          .split('.')[0] ?? '',
    );
  },
  _include: ({ parameters }, value, type) => {
    const [source, name] = value.split(':');
    if (!/^[\w:-]+$/.test(value) || !includesOf(type).includes(`${source}:${name}`))
      throw unsupported('_include', value, value);
    parameters.push(['_include', value]);
  },
  _revinclude: ({ parameters }, value, type) => {
    const [source, name] = value.split(':');
    if (!/^[\w:-]+$/.test(value) || !reverseIncludesOf(type).includes(`${source}:${name}`))
      throw unsupported('_revinclude', value, value);
    parameters.push(['_revinclude', value]);
  },
};
