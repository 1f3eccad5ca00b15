import type { FastifyInstance } from 'fastify';
import { startErrands } from './auth/afterwards.ts';
import type { AccountParts } from './accounts/parts.ts';
import { serveSettings } from './accounts/routes.ts';
import { identifyPatient } from './auth/identify-patient.ts';
import { serveProfessionalLogin } from './auth/professional-login.ts';
import { serveSession } from './auth/session.ts';
import { serveCertificates } from './certificates/routes.ts';
import { issueCertificate } from './certificates/use-cases.ts';
import { serveConsents } from './consents/routes.ts';
import { Images } from './files/images.ts';
import { serveDocuments } from './documents/routes.ts';
import { serveExports } from './exports/routes.ts';
import { startExports } from './exports/use-cases.ts';
import type { FamilyParts } from './family/parts.ts';
import { serveFamily } from './family/routes.ts';
import { identified } from './http/identified.ts';
import { addIdempotency } from './http/idempotency.ts';
import { refuseHalfCharacters } from './http/whole-texts.ts';
import { serveMeasures } from './measures/routes.ts';
import { serveMessages } from './messages/routes.ts';
import type { Inside } from './parts.ts';
import { serveProfile } from './profile/routes.ts';
import { serveQuestionnaire } from './questionnaire/routes.ts';
import { addressOf } from './spaces/contact-address.ts';
import { closeSpace } from './spaces/closing.ts';
import { checkIdentifier } from './spaces/identifier.ts';
import { insOf } from './spaces/insured.ts';
import { openSpace, patientIdOf } from './spaces/open-space.ts';
import type { SpaceParts } from './spaces/parts.ts';
import { serveSpaces } from './spaces/routes.ts';
import { lockPerson, moveSpace } from './spaces/states.ts';
import { serveVaccinations } from './vaccinations/routes.ts';

/** `/api`: the patient's browser. */
export async function portalDoor(app: FastifyInstance, inside: Inside): Promise<void> {
  const signIn = { ...inside, secret: inside.secrets.seal };
  const { overran } = inside.metrics;
  refuseHalfCharacters(app);
  serveSession(app, { ...signIn, overran, afterwards: await startErrands(signIn) });
  serveSpaces(app, { ...signIn, ...certifying(signIn), overran });
  serveCertificates(app, signIn);
  serveProfessionalLogin(app, { ...signIn, ...inside.identity });
  await app.register(async (own) => {
    identified(own, inside.refused.watching(identifyPatient(inside)));
    addIdempotency(own, signIn);
    serveProfile(own, inside);
    serveVaccinations(own, inside);
    serveMeasures(own, inside);
    serveConsents(own, inside);
    serveMessages(own, inside);
    serveQuestionnaire(own, inside);
    serveDocuments(own, { ...inside, images: new Images() });
    serveFamily(own, familyParts(inside));
    serveSettings(own, accountParts(inside));
    serveExports(own, inside);
  });
  await startExports(inside);
}

/** F5: a space closes by its owner's hand. */
function accountParts(inside: Inside): AccountParts {
  const signIn = { ...inside, secret: inside.secrets.seal };
  return {
    ...{ ...signIn, addressOf, checkIdentifier },
    closeSpace: (transaction, space) => closeSpace(certifying(signIn), transaction, { ...space, by: 'person' }),
  };
}

const certifying = (signIn: { secret: Buffer; clock: () => Date }): Pick<SpaceParts, 'issueCertificate'> => ({
  issueCertificate: (transaction, of) => issueCertificate(signIn, transaction, of),
});

/** C1, F5: children's spaces open, are refused and close as all spaces do, by a representative's hand. */
function familyParts(inside: Inside): FamilyParts {
  const signIn = { ...inside, secret: inside.secrets.seal };
  return {
    ...{ ...signIn, insOf, overran: inside.metrics.overran },
    openMinor: (child, andThen) => openSpace(signIn, child, { by: 'representative', andThen }),
    opposeMinor: async (transaction, { ins }, at) => {
      const patient = patientIdOf(signIn.secret, ins);
      await moveSpace(transaction, { ins, patient, to: 'opposed', by: 'representative', at });
      return patient;
    },
    lockPerson,
    closeMinor: (transaction, child) => closeSpace(certifying(signIn), transaction, { ...child, by: 'representative' }),
    ...certifying(signIn),
  };
}
