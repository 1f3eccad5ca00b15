import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { identifyBridge } from './auth/identify-bridge.ts';
import { Issuer } from './auth/issuer.ts';
import { professionalIdentifier } from './auth/professional-token.ts';
import type { RefusedCallers } from './auth/refused-callers.ts';
import { meeting } from './directory/meeting.ts';
import { contentTypeOf } from './files/detect.ts';
import { serveFhirApi } from './fhir-api/server.ts';
import { serveHealth } from './http/health.ts';
import { identified } from './http/identified.ts';
import { addOpenApi } from './http/openapi.ts';
import { servePortal } from './http/portal.ts';
import { createServer } from './http/server.ts';
import { serveBridge } from './messages/bridge-routes.ts';
import { startWelcoming } from './messages/welcome.ts';
import { insideOf, type Inside, type Parts } from './parts.ts';
import { portalDoor } from './portal-door.ts';

/** The application, in the order in which a request is treated: a scope a kind of caller, and no door outside a scope. */
export async function createApp(parts: Parts): Promise<FastifyInstance> {
  const app = createServer(parts);
  const report = (fault: Error): void =>
    app.log.warn({ fault: fault.name }, 'a professional is not in the directory yet');
  const { meet, settled } = meeting({ ...parts, report });
  app.addHook('onClose', settled);
  const inside = insideOf(parts, meet);
  settleEachMinute(app, inside.refused);
  welcomeWhoComes(app, inside);
  parts.metrics.observe(app);
  await app.register(cookie);
  await addOpenApi(app, parts.publicUrl);
  serveHealth(app, parts);
  await app.register(async (door) => portalDoor(door, inside));
  await app.register(async (door) => bridgeDoor(door, inside));
  await app.register(async (door) => professionalDoor(door, inside));
  await servePortal(app);
  return app;
}

/** `/bridge`: the mail bridges of this installation. */
async function bridgeDoor(app: FastifyInstance, inside: Inside): Promise<void> {
  identified(app, inside.refused.watching(identifyBridge(inside.secrets.bridgeToken)));
  serveBridge(app, { ...inside, contentTypeOf });
}

/** `/fhir/R4`: software of professionals. */
async function professionalDoor(app: FastifyInstance, inside: Inside): Promise<void> {
  const identify = inside.refused.watching(professionalIdentifier({ ...inside, ...inside.identity }));
  const issuer = new Issuer(inside.identity);
  await serveFhirApi(app, { ...inside, seal: inside.secrets.seal, identify, provider: () => issuer.addresses() });
}

/** What is not told in time stays untold: the refusals themselves were answered, and their first line is written. */
function settleEachMinute(app: FastifyInstance, refused: RefusedCallers): void {
  const settle = (): Promise<void> =>
    refused
      .settle()
      .catch((fault: Error) => app.log.error({ fault: fault.name }, 'refused callers are not written down'));
  const timer = setInterval(() => void settle(), 60_000).unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await settle();
  });
}

/** A9: within seconds of a space's opening, by whatever hand. */
function welcomeWhoComes(app: FastifyInstance, inside: Inside): void {
  const report = (fault: Error): void => app.log.warn({ fault: fault.name }, 'welcome messages are late');
  const { stop } = startWelcoming(inside, 2_000, report);
  app.addHook('onClose', stop);
}
