import type { FastifyInstance } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import { clearCookie, sessionCookie } from '../auth/cookies.ts';
import { settingsRoutes } from '../client/settings.ts';
import { register, type Handlers } from '../http/routes.ts';
import { activity } from './activity.ts';
import { closeOwnSpace } from './closing.ts';
import { askContact, proveContact, removeMobile } from './contacts.ts';
import { wish } from './notifications.ts';
import type { AccountParts, Asking } from './parts.ts';
import { changeIdentifier, changeLanguage, readSettings, replacePassword } from './settings.ts';

type Table = typeof settingsRoutes;
type Given = Parameters<Handlers<Table, PatientCaller>['GET /api/settings']>[0];

const from = ({ caller, exchange: { request } }: Pick<Given, 'caller' | 'exchange'>): Asking => ({
  ...{ caller, request: request.id, ip: request.ip },
});

/** F5 under `/api/settings`: the person's own, whatever space the page is in; notices alone are of that space. */
export function serveSettings(app: FastifyInstance, parts: AccountParts): void {
  register<Table, PatientCaller>(app, settingsRoutes, {
    'GET /api/settings': (given) => readSettings(parts, from(given)),
    'PUT /api/settings/identifier': (given) => changeIdentifier(parts, from(given), given.body.identifier),
    'PUT /api/settings/password': (given) => replacePassword(parts, from(given), given.body),
    'POST /api/settings/contacts': (given) => askContact(parts, from(given), given.body),
    'PUT /api/settings/contacts/:kind': (given) =>
      proveContact(parts, from(given), { kind: given.params.kind as 'email' | 'mobile', code: given.body.code }),
    'DELETE /api/settings/contacts/mobile': (given) => removeMobile(parts, from(given)),
    'PUT /api/settings/language': (given) => changeLanguage(parts, from(given), given.body.language),
    'PUT /api/settings/notifications': (given) => wish(parts, from(given), given.body),
    'GET /api/settings/activity': (given) => activity(parts, from(given), given.query.page ?? 1),
    'POST /api/space/closing': async (given) => {
      const closed = await closeOwnSpace(parts, from(given), given.body.identifier);
      clearCookie(given.exchange.reply, sessionCookie, parts.publicUrl);
      return closed;
    },
  });
}
