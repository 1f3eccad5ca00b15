import { documents } from './fr/documents.ts';
import { access, home, messages, missing, pro } from './fr/exchange.ts';
import { allergies, diseases, measures, profile, treatments, vaccinations } from './fr/health.ts';
import { failures, footer, form, meeting, session, shell, writer } from './fr/shell.ts';
import { opening, signIn } from './fr/sign-in.ts';

/** Everything that the portal says, in French. */
export const fr = {
  ...{ access, allergies, diseases, documents, failures, footer, form, home, measures, meeting, messages, missing },
  ...{ opening, pro, profile, session, shell, signIn, treatments, vaccinations, writer },
};
