/**
 * The request header that names the space a request is for, by the id of its Patient: a child's. Without it, one's own. The page says so
 * with each request and the session does not, so that two windows can be in two spaces.
 */
export const profileHeader = 'Passerelle-Profile';
