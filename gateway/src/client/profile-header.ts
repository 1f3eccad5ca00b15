/**
 * The request header that names the space a request is for, by the id of its Patient: a child's. Without it, one's own. The page says so
 * with each request and the session does not, so that two windows can be in two spaces.
 */
export const profileHeader = 'Passerelle-Profile';

/**
 * The request header that names the person whose page it comes from, by the id of their own Patient. When somebody else has signed in meanwhile
 * in another window of the same browser, the request is nobody's: what one person typed does not go into the other's record.
 */
export const personHeader = 'Passerelle-Person';
