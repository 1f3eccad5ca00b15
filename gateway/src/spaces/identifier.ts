import { isIdentifier } from '../auth/passwords.ts';
import { problem } from '../errors.ts';

/** Names under which somebody could pass for who runs the service. */
const reserved =
  /^(?:admin|root|system|support|assistance|passerelle|securit[eéy]|security|moderat|postmaster|hostmaster|webmaster|abuse|no-?reply|ne-pas-repondre|ameli|cnam|medecin|docteur|closed|ferme)/u;

/**
 * A5. Reserved names are refused as those that are taken are: there is nothing to learn from the difference.
 * @throws Problem `identifier-invalid`, `identifier-unavailable`
 */
export function checkIdentifier(identifier: string): void {
  if (!isIdentifier(identifier)) throw problem('identifier-invalid');
  if (reserved.test(identifier)) throw problem('identifier-unavailable');
}
