import { child } from './en/child.ts';
import { documents } from './en/documents.ts';
import { access, home, messages, missing, pro } from './en/exchange.ts';
import { family } from './en/family.ts';
import { allergies, diseases, measures, profile, treatments, vaccinations } from './en/health.ts';
import { failures, footer, form, meeting, session, shell, writer } from './en/shell.ts';
import { certificate, opening } from './en/opening.ts';
import { questionnaire } from './en/questionnaire.ts';
import { settings } from './en/settings.ts';
import { signIn } from './en/sign-in.ts';
import { doorWays, recovery, security } from './en/ways-in.ts';
import type { Texts } from './language.ts';

/** Everything that the portal says, in English. */
export const en: Texts = {
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
