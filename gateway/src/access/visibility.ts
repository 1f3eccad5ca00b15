import { OWN } from '@passerelle/fhir-mappings';
import type { Coding, Meta, Resource } from '@medplum/fhirtypes';
import type { Caller } from './caller.ts';

const system = `${OWN}/CodeSystem/visibility`;

/**
 * Tags that the gateway writes on all it stores, so that the FHIR server itself narrows searches and counts:
 * `open` for professionals whom the policy admits, `hidden` instead of it (E4), `patient` for the person, `kin` for a minor's legal
 * representatives (C4), `author-<rpps>` for who wrote it, and `hidden-<rpps>` besides `hidden` for who hid what they wrote. No tag, no sight.
 */
export interface Visibility {
  hidden: boolean;
  /** Not yet shown to the patient (INVISIBLE_PATIENT). */
  secret: boolean;
  /** Never shown to the legal representatives of a minor (INVISIBLE_REPRESENTANTS_LEGAUX). */
  kinHidden?: boolean;
  author?: string;
}

const code = (name: string): Coding => ({ system, code: name });

/** The resource with our tags in place of any that it came with. */
export function stamp<R extends Resource>(resource: R, visibility: Visibility): R {
  const tags = [
    code(visibility.hidden ? 'hidden' : 'open'),
    ...(visibility.secret ? [] : [code('patient')]),
    ...(visibility.secret || visibility.kinHidden ? [] : [code('kin')]),
    ...(visibility.author ? [code(`author-${visibility.author}`)] : []),
    ...(visibility.author && visibility.hidden ? [code(`hidden-${visibility.author}`)] : []),
  ];
  return { ...resource, meta: { ...resource.meta, tag: [...foreignTags(resource.meta), ...tags] } };
}

/** The resource as the outside sees it: without our tags. */
export function unstamp<R extends Resource>(resource: R): R {
  if (!resource.meta?.tag) return resource;
  const tag = foreignTags(resource.meta);
  const meta = { ...resource.meta, tag };
  if (tag.length === 0) delete (meta as Meta).tag;
  return { ...resource, meta };
}

export function visibilityOf(resource: Resource): Visibility & { kinHidden: boolean; known: boolean; open: boolean } {
  const codes = new Set((resource.meta?.tag ?? []).filter((tag) => tag.system === system).map((tag) => tag.code ?? ''));
  const author = [...codes].find((tag) => tag.startsWith('author-'))?.slice('author-'.length);
  return {
    known: codes.has('open') || codes.has('hidden'),
    open: codes.has('open'),
    hidden: codes.has('hidden'),
    secret: !codes.has('patient'),
    kinHidden: !codes.has('kin'),
    ...(author ? { author } : {}),
  };
}

/**
 * Value of `_tag` for some of our tags, any of which suffices; for no tag, a value that nothing bears. No item bears two of those asked for
 * together with `open`: HAPI meets an item once for each tag that fits, and a search that meets many twice takes seconds.
 */
export function tagSearch(names: string[]): string {
  const asked = names.includes('open') ? names.flatMap((name) => besideOpen(name, names.includes('hidden'))) : names;
  return (asked.length ? asked : ['nobody']).map((name) => `${system}|${name}`).join(',');
}

/** Of what somebody wrote, `open` finds all but what is hidden. */
function besideOpen(name: string, hiddenToo: boolean): string[] {
  if (!name.startsWith('author-')) return [name];
  return hiddenToo ? [] : [name.replace('author-', 'hidden-')];
}

/** Who writes, as the author's tag has it; a patient needs none. */
export const authorTagOf = (caller: Caller): string | undefined =>
  caller.kind === 'professional' ? caller.rpps : undefined;

const foreignTags = (meta: Meta | undefined): Coding[] => (meta?.tag ?? []).filter((tag) => tag.system !== system);
