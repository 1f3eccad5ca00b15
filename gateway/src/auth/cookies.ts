import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** `__Host-` binds a cookie to this host over https (RFC 6265bis §4.1.3.2); browsers refuse it on plain http, which is for loopback. */
export interface CookieKind {
  name: string;
  sameSite: 'strict' | 'lax';
  /** Seconds; a session cookie without it. */
  maxAge?: number;
}

export const sessionCookie: CookieKind = { name: 'passerelle', sameSite: 'strict' };
export const professionalCookie: CookieKind = { name: 'passerelle-pro', sameSite: 'strict' };
/** Lax: it must come along when the identity provider sends the browser back. */
export const loginCookie: CookieKind = { name: 'passerelle-login', sameSite: 'lax', maxAge: 600 };
/** Of a browser where somebody is opening a space: see spaces/provisional-codes.ts. */
export const openingCookie: CookieKind = { name: 'passerelle-opening', sameSite: 'strict', maxAge: 1800 };
export const deviceCookie: CookieKind = { name: 'passerelle-device', sameSite: 'strict', maxAge: 180 * 24 * 3600 };

const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:');
const nameOf = ({ name }: CookieKind, publicUrl: string): string => (isSecure(publicUrl) ? `__Host-${name}` : name);

export const readCookie = (request: FastifyRequest, kind: CookieKind, publicUrl: string): string | undefined =>
  request.cookies[nameOf(kind, publicUrl)];

export function setCookie(reply: FastifyReply, kind: CookieKind, publicUrl: string, value: string): void {
  reply.setCookie(nameOf(kind, publicUrl), value, attributes(kind, publicUrl));
}

export function clearCookie(reply: FastifyReply, kind: CookieKind, publicUrl: string): void {
  reply.setCookie(nameOf(kind, publicUrl), '', { ...attributes(kind, publicUrl), maxAge: 0 });
}

const attributes = ({ sameSite, maxAge }: CookieKind, publicUrl: string) => ({
  path: '/',
  httpOnly: true,
  secure: isSecure(publicUrl),
  sameSite,
  ...(maxAge === undefined ? {} : { maxAge }),
});
