import type { bridgeRoutes } from './bridge.ts';
import { certificateRoutes } from './certificates.ts';
import { consentRoutes } from './consents.ts';
import { documentRoutes } from './documents.ts';
import { familyRoutes } from './family.ts';
import { measureRoutes } from './measures.ts';
import { messageRoutes } from './messages.ts';
import { passkeyChallengeRoutes, passkeyRoutes } from './passkeys.ts';
import { profileRoutes } from './profile.ts';
import { questionnaireRoutes } from './questionnaire.ts';
import { recoveryRoutes } from './recovery.ts';
import { exportRoutes } from './exports.ts';
import { sessionRoutes } from './session.ts';
import { settingsRoutes } from './settings.ts';
import { ownSessionsRoutes } from './sessions.ts';
import { spaceRoutes } from './spaces.ts';
import { vaccinationRoutes } from './vaccinations.ts';

/** Every route of `/api`: the portal's contract. */
export const apiRoutes = {
  ...sessionRoutes,
  ...ownSessionsRoutes,
  ...recoveryRoutes,
  ...settingsRoutes,
  ...exportRoutes,
  ...passkeyChallengeRoutes,
  ...passkeyRoutes,
  ...spaceRoutes,
  ...certificateRoutes,
  ...familyRoutes,
  ...profileRoutes,
  ...vaccinationRoutes,
  ...measureRoutes,
  ...documentRoutes,
  ...consentRoutes,
  ...messageRoutes,
  ...questionnaireRoutes,
};
export type ApiRoutes = typeof apiRoutes;
export type BridgeRoutes = typeof bridgeRoutes;

export type * from './bridge.ts';
export type * from './consents.ts';
export type * from './documents.ts';
export type * from './family.ts';
export type * from './messages.ts';
export type * from './passkeys.ts';
export type * from './exports.ts';
export type * from './session.ts';
export type * from './settings.ts';
export type * from './sessions.ts';
export type * from './shapes.ts';
export type { Answer, Request } from './route.ts';
export { CallError, createCall } from './call.ts';
export { personHeader, profileHeader } from './profile-header.ts';
export type { Call, ProblemBody, Transport } from './call.ts';
