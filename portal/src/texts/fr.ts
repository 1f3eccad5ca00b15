import { child } from './fr/child.ts';
import { documents } from './fr/documents.ts';
import { access, home, messages, missing, pro } from './fr/exchange.ts';
import { family } from './fr/family.ts';
import { allergies, diseases, measures, profile, treatments, vaccinations } from './fr/health.ts';
import { failures, footer, form, meeting, session, shell, writer } from './fr/shell.ts';
import { certificate, opening } from './fr/opening.ts';
import { questionnaire } from './fr/questionnaire.ts';
import { settings } from './fr/settings.ts';
import { signIn } from './fr/sign-in.ts';
import { doorWays, recovery, security } from './fr/ways-in.ts';

/** Everything that the portal says, in French. */
export const fr = {
  ...{
    access,
    allergies,
    certificate,
    child,
    diseases,
    documents,
    doorWays,
    failures,
    family,
    footer,
    form,
    home,
    measures,
    meeting,
    messages,
    missing,
  },
  ...{
    opening,
    pro,
    profile,
    questionnaire,
    recovery,
    security,
    session,
    settings,
    shell,
    signIn,
    treatments,
    vaccinations,
    writer,
  },
};
