import type { Kysely } from 'kysely';
import { firstNameOf, nameOf } from '../auth/accounts.ts';
import { requireProof } from '../auth/proof.ts';
import type { familyRoutes } from '../client/family.ts';
import type { Answer } from '../client/route.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { noted, representedBy } from './asking.ts';
import { folded } from './invited.ts';
import type { Asking, FamilyParts, Insured } from './parts.ts';
import { concernedWith, mustStay } from './representing.ts';

type Closed = Answer<typeof familyRoutes, 'POST /api/family/:profile/closing'>;

/** One that is closed already stays so: who asks again, or as the other parent does the same, gets a certificate of it. */
const either = ['open', 'closed'] as const;

/**
 * C2, F5: closes a child's space by a legal representative's hand. Who represents the child goes on doing so, so that any of them can open it
 * again; what they, the rules of access and the notices were is found as it was.
 * @param typed the child's first name; case and accents aside
 * @throws Problem `access-refused`, `proof-required`, `closing-name-wrong`, `representation-ending`, `space-state`
 */
export const closeMinor = (parts: FamilyParts, asking: Asking, profile: string, typed: string): Promise<Closed> =>
  noted(parts, asking, { action: 'space.remove', reason: 'closed', patient: profile }, async () => {
    const at = parts.clock();
    const child = await parts.database
      .transaction()
      .execute((transaction) => representedBy(transaction, asking, profile, at, either));
    await requireProof(parts, asking.caller);
    if (folded(typed) !== folded(firstNameOf(child))) throw problem('closing-name-wrong', {}, [nameField]);
    return parts.database.transaction().execute(async (transaction) => {
      // The person before the rows, as who opens does: taken the other way round, each would wait for what the other holds.
      await parts.lockPerson(transaction, child.ins);
      await representedBy(transaction, asking, profile, at, either);
      await mustStay(transaction, asking.caller, profile);
      const space = { ins: child.ins, patient: profile, name: nameOf(child), at };
      const { moved, ...closed } = await parts.closeMinor(transaction, space);
      if (moved) await tell(parts, transaction, { child, profile, at });
      return closed;
    });
  });

async function tell(
  parts: FamilyParts,
  transaction: Kysely<Tables>,
  { child, profile, at }: { child: Insured; profile: string; at: Date },
): Promise<void> {
  const address = `${parts.publicUrl}/family`;
  const values = { firstName: firstNameOf(child), at: at.toISOString(), address };
  for (const ins of await concernedWith(transaction, profile, child))
    await parts.tellPerson({ ins }, 'minor-closed', values, { within: transaction });
}

const nameField = {
  field: 'firstName',
  fr: 'Écrivez le prénom de l’enfant.',
  en: 'Write the child’s first name.',
};
