/** C2: the first part of an address names the space: `/p/<id>/documents`; one's own has none. */
const beginning = /^\/p\/([A-Za-z0-9\-.]{1,64})(?=\/|$)/;

/** Pages of the person, whatever space they come from. Of the settings, each space has the first page, its copy and its closing. */
const personal =
  /^\/(family|sign-in|open|recover|certificate|pro|closed|settings\/(?!(export|close)(?=[/?#]|$))[^/?#]+)(?=[/?#]|$)/;

/** The space that an address names; empty: one's own. */
export const profileOf = (path: string): string => beginning.exec(path)?.[1] ?? '';

/** The page that an address names, in whatever space. */
export const pathWithin = (path: string): string => path.replace(beginning, '') || '/';

/** Whether a page is the person's own: it stands in no child's space. */
export const isPersonal = (page: string): boolean => personal.test(page);

/** The address of a page in a space. What is named with its space already, or is the person's own, stays as it is. */
export const addressIn = (profile: string, target: string): string =>
  profile && target.startsWith('/') && !beginning.test(target) && !isPersonal(target)
    ? `/p/${profile}${target === '/' ? '' : target}`
    : target;
