import { problem } from '../errors.ts';

const deepest = 60;

/** Visits every object within a resource, itself first. @throws Problem `resource-invalid` for what is nested without end */
export function walk(node: unknown, visit: (object: Record<string, unknown>) => void, depth = 0): void {
  if (depth > deepest) throw problem('resource-invalid', { detail: { fr: 'trop imbriqué', en: 'nested too deep' } });
  if (Array.isArray(node)) for (const item of node) walk(item, visit, depth + 1);
  else if (typeof node === 'object' && node !== null) {
    visit(node as Record<string, unknown>);
    for (const value of Object.values(node)) if (typeof value === 'object') walk(value, visit, depth + 1);
  }
}
