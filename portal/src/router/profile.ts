/** C2: the first part of an address names the space: `/p/<id>/documents`; one's own has none. */
const beginning = /^\/p\/([A-Za-z0-9\-.]{1,64})(?=\/|$)/;

/** Pages of the person, whatever space they come from. */
const personal = /^\/(family|sign-in|open|recover|certificate|pro|settings)(?=[/?#]|$)/;

/** The space that an address names; empty: one's own. */
export const profileOf = (path: string): string => beginning.exec(path)?.[1] ?? '';

/** The page that an address names, in whatever space. */
export const pathWithin = (path: string): string => path.replace(beginning, '') || '/';

/** The address of a page in a space. What is named with its space already, or is the person's own, stays as it is. */
export const addressIn = (profile: string, target: string): string =>
  profile && target.startsWith('/') && !beginning.test(target) && !personal.test(target)
    ? `/p/${profile}${target === '/' ? '' : target}`
    : target;
