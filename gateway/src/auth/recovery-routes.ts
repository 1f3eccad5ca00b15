import type { FastifyInstance } from 'fastify';
import { recoveryRoutes } from '../client/recovery.ts';
import { register } from '../http/routes.ts';
import { deviceCookie, readCookie, sessionCookie, setCookie } from './cookies.ts';
import { meetDevice } from './known-device.ts';
import type { SessionParts } from './parts.ts';
import { askForIdentifier, askForLink, resetPassword, wayOf } from './recovery.ts';
import { hasSession } from './sessions.ts';
import { originOf } from './start-session.ts';

/** B3 and B4, for everybody. */
export function serveRecovery(app: FastifyInstance, parts: SessionParts): void {
  register<typeof recoveryRoutes, null>(app, recoveryRoutes, {
    'POST /api/recovery/identifier': ({ body, exchange: { request } }) =>
      askForIdentifier(parts, body, originOf(parts, request)),
    'POST /api/recovery/password': ({ body, exchange: { request } }) =>
      askForLink(parts, body, originOf(parts, request)),
    'POST /api/recovery/password/way': ({ body, exchange: { request } }) =>
      wayOf(parts, body, originOf(parts, request)),
    'PUT /api/recovery/password': async ({ body, exchange: { request, reply } }) => {
      const origin = originOf(parts, request);
      const account = await resetPassword(parts, body, origin);
      // Somebody else is signed in here, in a session that is bound to this browser's cookie: theirs it stays.
      if (await hasSession(parts.database, readCookie(request, sessionCookie, parts.publicUrl))) return;
      // The owner's device is known from here on: what strangers try meanwhile does not keep the owner out.
      const { cookie } = await meetDevice(parts, account.id, origin);
      if (cookie) setCookie(reply, deviceCookie, parts.publicUrl, cookie);
    },
  });
}
